/** A list with one member changed. */
export function changeAt<Item>(items: readonly Item[], index: number, change: (item: Item) => Item): Item[] {
  return items.map((item, at) => (at === index ? change(item) : item));
}

/** A list without one member. */
export function removeAt<Item>(items: readonly Item[], index: number): Item[] {
  return items.filter((_, at) => at !== index);
}

/** A list with one member moved to another place. */
export function move<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const moved = items[from];
  if (moved === undefined) return [...items];
  return removeAt(items, from).toSpliced(to, 0, moved);
}

/** A list with more members; those that it has already are left out. */
export function addNew<Item>(items: readonly Item[], more: readonly Item[]): Item[] {
  return [...new Set([...items, ...more])];
}

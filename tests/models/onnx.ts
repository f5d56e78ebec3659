import protobuf from 'protobufjs';

/**
 * Writes networks as ONNX files, so that tests have models that real code loads. Only what they need of the format is
 * described here; the numbers of its fields are those of onnx.proto.
 */

const { ModelProto } = protobuf.parse(
  `
  syntax = "proto3";
  message ModelProto { int64 ir_version = 1; string producer_name = 2; GraphProto graph = 7; repeated OperatorSet opset_import = 8; }
  message OperatorSet { string domain = 1; int64 version = 2; }
  message GraphProto {
    repeated NodeProto node = 1; string name = 2; repeated TensorProto initializer = 5;
    repeated ValueInfo input = 11; repeated ValueInfo output = 12;
  }
  message NodeProto { repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4; repeated Attribute attribute = 5; }
  message Attribute { string name = 1; float f = 2; int64 i = 3; bytes s = 4; repeated float floats = 7; repeated int64 ints = 8; int32 type = 20; }
  message TensorProto { repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9; }
  message ValueInfo { string name = 1; TypeProto type = 2; }
  message TypeProto { TensorType tensor_type = 1; }
  message TensorType { int32 elem_type = 1; Shape shape = 2; }
  message Shape { repeated Dim dim = 1; }
  message Dim { int64 dim_value = 1; string dim_param = 2; }
`,
  { keepCase: true },
).root.nested as { ModelProto: protobuf.Type };

const types = { float: 1, int64: 7 };
const attributeTypes = { f: 1, i: 2, s: 3, floats: 6, ints: 7 };

/** Numbers of a network with their shape. */
export type Weight = { dims: readonly number[]; data: Float32Array | BigInt64Array };

/** A weight of floats. */
export const floats = (dims: readonly number[], data: ArrayLike<number>): Weight => ({
  dims,
  data: Float32Array.from(data),
});

/** A weight of whole numbers, such as a shape or a list of axes. */
export const integers = (...values: number[]): Weight => ({
  dims: [values.length],
  data: BigInt64Array.from(values, BigInt),
});

/** Settings of a step: whole numbers, lists of them, `{ f }` for a real one, text. */
type Settings = Record<string, number | readonly number[] | { f: number } | string>;

/** The name of something that flows through a network. */
export type Value = string;

/** A network that is being put together. */
export type Network = {
  /** Names what comes in; a dimension that is a text may have any length. */
  input(name: string, type: keyof typeof types, dims: readonly (number | string)[]): Value;
  /** Adds a step; inputs are values or weights. */
  step(operator: string, inputs: readonly (Value | Weight)[], settings?: Settings): Value;
  /** Names what comes out. */
  output(name: string, value: Value, dims: readonly (number | string)[]): void;
  /** The file. */
  bytes(): Uint8Array;
};

/** Begins a network. */
export function newNetwork(): Network {
  const node: object[] = [];
  const initializer: object[] = [];
  const input: object[] = [];
  const output: object[] = [];
  let count = 0;

  const describe = (name: string, type: keyof typeof types, dims: readonly (number | string)[]) => ({
    name,
    type: {
      tensor_type: {
        elem_type: types[type],
        shape: {
          dim: dims.map((dim) => (typeof dim === 'number' ? { dim_value: dim } : { dim_param: dim })),
        },
      },
    },
  });

  const hold = ({ dims, data }: Weight): Value => {
    const name = `w${initializer.length}`;
    const raw_data = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    initializer.push({
      name,
      dims,
      data_type: data instanceof Float32Array ? types.float : types.int64,
      raw_data,
    });
    return name;
  };

  const setting = ([name, value]: [string, Settings[string]]) => {
    if (typeof value === 'number') return { name, i: value, type: attributeTypes.i };
    if (typeof value === 'string') return { name, s: Buffer.from(value), type: attributeTypes.s };
    if (Array.isArray(value)) return { name, ints: value, type: attributeTypes.ints };
    return { name, ...value, type: attributeTypes.f };
  };

  return {
    input(name, type, dims) {
      input.push(describe(name, type, dims));
      return name;
    },
    step(operator, inputs, settings = {}) {
      const name = `v${count++}`;
      node.push({
        name,
        op_type: operator,
        input: inputs.map((value) => (typeof value === 'string' ? value : hold(value))),
        output: [name],
        attribute: Object.entries(settings).map(setting),
      });
      return name;
    },
    output(name, value, dims) {
      node.push({ name: `${name}_out`, op_type: 'Identity', input: [value], output: [name] });
      output.push(describe(name, 'float', dims));
    },
    bytes() {
      const graph = { name: 'tiny', node, initializer, input, output };
      const model = {
        ir_version: 9,
        producer_name: 'tests',
        graph,
        opset_import: [{ domain: '', version: 17 }],
      };
      return ModelProto.encode(ModelProto.fromObject(model)).finish();
    },
  };
}

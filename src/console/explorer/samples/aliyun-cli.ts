import { serverOf, type WriteSample } from './sample-call.ts';
import { shellWord } from './shell-word.ts';

/** The aliyun command; it signs with the key of its profile. */
export const aliyunCli: WriteSample = (call) => {
  const { host, protocol } = serverOf(call);
  const lines = [
    `aliyun ${call.product.toLowerCase()} ${call.action}`,
    `--endpoint ${shellWord(host)}`,
    `--version ${call.version}`,
    `--method POST`,
    protocol === 'HTTP' ? '--insecure' : '--secure',
    // The command need not know the operation.
    '--force',
    ...call.parameters.map(({ name, value }) => `--${name} ${shellWord(value)}`),
  ];
  return `${lines.join(' \\\n  ')}\n`;
};

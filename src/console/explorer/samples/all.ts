import { aliyunCli } from './aliyun-cli.ts';
import { csharp } from './csharp.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import type { WriteSample } from './sample-call.ts';
import { typescript } from './typescript.ts';

/** All samples that follow from the call alone, in the order in which they are offered; curl needs a signature, too. */
export const samples: readonly { name: string; write: WriteSample }[] = [
  { name: 'TypeScript', write: typescript },
  { name: 'Python', write: python },
  { name: 'Java', write: java },
  { name: 'Go', write: go },
  { name: 'PHP', write: php },
  { name: 'C#', write: csharp },
  { name: 'aliyun CLI', write: aliyunCli },
];

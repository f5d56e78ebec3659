import type { Sentences } from '../sentences.ts';

/** What values of parameters must be, in Chinese. */
export const rules: Sentences = {
  '1 to 20 values separated by commas': '1 至 20 个值，以逗号分隔',
  'FileInfo, DynamicMetaData, or both separated by a comma': 'FileInfo、DynamicMetaData，或以逗号分隔的两者',
  'an integer from 1 to 86400': '1 至 86400 的整数',
  'text of at most 64 characters': '最多 64 个字符的文本',
  'true or false': 'true 或 false',
  'text of at most 2048 bytes': '最多 2048 字节的文本',
  'JSON of at most 64 levels': '最多 64 层的 JSON',
  'a UTC time of the form yyyy-MM-ddTHH:mm:ssZ': '格式为 yyyy-MM-ddTHH:mm:ssZ 的 UTC 时间',
  'an integer from 1 to 100': '1 至 100 的整数',
  'text of at most 1024 characters': '最多 1024 个字符的文本',
  'text of at most 36 characters': '最多 36 个字符的文本',
  'text of at most 128 characters': '最多 128 个字符的文本',
  'text of at most 256 characters': '最多 256 个字符的文本',
  'text of at most 128 bytes': '最多 128 字节的文本',
  'text of at most 1024 bytes': '最多 1024 字节的文本',
  'up to 16 tags separated by commas of at most 527 bytes': '最多 16 个标签，以逗号分隔，总长不超过 527 字节',
  'a JSON object of at most 64 levels': '最多 64 层的 JSON 对象',
  'an integer from 0 to 9007199254740991': '0 至 9007199254740991 的整数',
  '6 to 64 letters, digits, underscores and dashes': '6 至 64 个字母、数字、下划线和短横线',
  'an http or https URL of at most 256 bytes': '最多 256 字节的 http 或 https URL',
  'ice-callback- with letters, digits and dashes after it, of at most 120 characters':
    '以 ice-callback- 开头，后接字母、数字和短横线，最多 120 个字符',
  '1 to 100 values separated by commas': '1 至 100 个值，以逗号分隔',
  'text with upper-case letters, lower-case letters and digits, of at most 32 characters':
    '由大写字母、小写字母和数字组成的文本，最多 32 个字符',
  'a JSON object of at most 64 levels and 512 bytes': '最多 64 层且不超过 512 字节的 JSON 对象',
  'letters, digits and "-" of at most 128 characters': '字母、数字和 "-"，最多 128 个字符',
  'letters, digits, "." and "-" of at most 64 characters': '字母、数字、"." 和 "-"，最多 64 个字符',
  'letters, digits, ".", "_", "@" and "-" of at most 64 characters':
    '字母、数字、"."、"_"、"@" 和 "-"，最多 64 个字符',
  '3 to 63 lower-case letters, digits and "-" of at most 63 characters':
    '3 至 63 个小写字母、数字和 "-"，最多 63 个字符',
  'JSON of a policy': '策略的 JSON',
  'an integer from 3600 to 43200': '3600 至 43200 的整数',
  'COUNTRY-NUMBER of at most 32 characters': '格式为 COUNTRY-NUMBER（国家代码-号码），最多 32 个字符',
  'a mail address of at most 128 characters': '邮箱地址，最多 128 个字符',
  'text of at most 16 characters': '最多 16 个字符的文本',
  'an integer from 1 to 1000': '1 至 1000 的整数',
  'acs:ram::ACCOUNT:role/NAME': '格式为 acs:ram::ACCOUNT:role/NAME',
  '2 to 64 letters, digits, ".", "@", "_" and "-"': '2 至 64 个字母、数字或 "."、"@"、"_"、"-" 字符',
  'an integer from 900 to 43200': '900 至 43200 的整数',
  '2 to 1224 letters, digits and characters of "+=,.@:/-_"': '2 至 1224 个字母、数字或 "+=,.@:/-_" 中的字符',
  '2 to 64 letters, digits and characters of "+=,.@:/-_"': '2 至 64 个字母、数字或 "+=,.@:/-_" 中的字符',
};

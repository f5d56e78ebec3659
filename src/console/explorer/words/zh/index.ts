import type { Sentences } from '../sentences.ts';
import { answers } from './answers.ts';
import { errors } from './errors.ts';
import { operations } from './operations.ts';
import { parameters } from './parameters.ts';
import { rules } from './rules.ts';

/** All sentences of the registry in Chinese. */
export const sentences: Sentences = { ...operations, ...parameters, ...answers, ...errors, ...rules };

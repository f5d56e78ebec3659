import { z } from 'zod';
import { apiError } from '../../errors/api-error.ts';
import { decodeDiagnosticMessage } from '../../policy/access-denied.ts';
import { text } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { decodedMessage } from './answers.ts';

/** Tells what the EncodedDiagnosticMessage of a refusal in this account says. */
export const DecodeDiagnosticMessage = defineOperation({
  action: 'DecodeDiagnosticMessage',
  product: 'RAM',
  access: 'get',
  summary: 'Tells what the EncodedDiagnosticMessage of a refusal in this account says.',
  resources: () => null,
  input: z.object({
    EncodedDiagnosticMessage: text({
      description: 'Message of a refusal.',
      example: 'AQEAAAAAeyJSZXF1ZXN0SWQiOiI',
      codes: { length: 'InvalidParameter.{Name}.Length', form: 'InvalidParameter.{Name}' },
    }),
  }),
  output: z.object({ DecodedDiagnosticMessage: decodedMessage }),
  errors: ['InvalidParameter.{Name}'],
  handler: ({ account }, { EncodedDiagnosticMessage }) => {
    const decoded = decodeDiagnosticMessage(EncodedDiagnosticMessage);
    if (decoded?.message.AuthPrincipal.AuthPrincipalOwnerId !== account) {
      const Rule = 'a message of a refusal in this account';
      throw apiError('InvalidParameter.{Name}', { Name: 'EncodedDiagnosticMessage', Rule });
    }
    return { DecodedDiagnosticMessage: decoded.message };
  },
});

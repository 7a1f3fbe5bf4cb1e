import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { describeAnswerHeaders } from './answer-headers';
import { describeAnswers } from './answers';
import { giveExamples } from './examples';
import { nullBesideTypes } from './null-beside-types';
import { operationsOf } from './operations';
import { describePathParameters } from './path-parameters';
import { tellKindsApart } from './proceeding-shapes';
import { nameProblems } from './problems';
import { TAGS } from './tags';

/** The OpenAPI document, complete enough to make a client from: what the decorators say, with what follows from it. */
export function document(app: NestExpressApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Duban 督办')
    .setDescription('Supervision of reform plans: from a file to running items, from a reminder to a signed paper. Errors are application/problem+json in Chinese and English.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The `accessToken` that `POST /session` answers; `POST /session/refresh` gives the next one' });
  for (const [name, description] of Object.entries(TAGS)) config.addTag(name, description);
  const made = SwaggerModule.createDocument(app, config.build());
  const schemas = (made.components?.schemas ?? {}) as Parameters<typeof giveExamples>[1];
  const operations = operationsOf(made);
  for (const operation of operations) operation.security ??= [];
  describePathParameters(operations);
  giveExamples(operations, schemas);
  describeAnswers(operations, schemas);
  describeAnswerHeaders(made, operations);
  nameProblems(made, operations);
  return tellKindsApart(nullBesideTypes(made));
}

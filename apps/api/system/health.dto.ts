import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Shown } from '../core/shown';

@ApiSchema({ description: 'The process lives' })
export class LiveBody {
  @Shown.oneOf(['live']) status!: string;
}

@ApiSchema({ description: 'Whether it is ready, and what it lacks' })
export class ReadyBody {
  @Shown.oneOf(['ready', 'degraded', 'not-ready']) status!: string;
  @ApiProperty({ description: '`ok`, or what is wrong', oneOf: [{ type: 'string', enum: ['ok'] }, { type: 'object', required: ['zh', 'en'], properties: { zh: { type: 'string' }, en: { type: 'string' } } }] })
  postgresql!: unknown;
  @ApiProperty({ description: '`ok`, or why commands are refused while reading goes on', oneOf: [{ type: 'string', enum: ['ok'] }, { type: 'object', required: ['zh', 'en'], properties: { zh: { type: 'string' }, en: { type: 'string' } } }] })
  clock!: unknown;
  @ApiProperty({ description: '`ok`, or what lists, inbox and mail lack: streams that cannot be shown, or how far they are behind', oneOf: [{ type: 'string', enum: ['ok'] }, { type: 'object', required: ['zh', 'en'], properties: { zh: { type: 'string' }, en: { type: 'string' } } }] })
  readModels!: unknown;
  @Shown.text({ description: '`ok`, or that timers catch up later' }) temporal!: string;
  @Shown.oneOf(['smtp', 'inbox only'], { description: 'Whether notices go out by e-mail; `inbox only` where SMTP_URL is not set' }) mail!: string;
}

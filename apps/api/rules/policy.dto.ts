import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsOptional } from 'class-validator';
import type { PaperKind, PolicyRules } from '#libs/supervision/policy/policy';
import { Figure, Nested, OneOf, Several, Text } from '../core/fields';
import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsIn, IsInt } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';

const PAPERS = ['bluePaper', 'yellowPaper', 'redPaper', 'admonition'] as const satisfies readonly PaperKind[];
const STOPS = ['leader', 'supervisingUnit', 'office', 'conference'] as const;

type Options = { nullable?: boolean };
const days = (description: string, example: number) => Figure({ description: `${description}, in working days`, example }, { whole: true });

import { applyDecorators, HttpCode, Post, type Type } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { ItemCommandType } from '#libs/supervision/item/item.commands';
import { Does } from '../auth/identity.decorators';
import { CommandHeaders } from '../core/headers';
import { ItemAnswer } from './item.answer';

/** `receive` stays, `requestExtension` becomes `request-extension`: one route a command, named after it. */
export function pathOf(command: ItemCommandType): string {
  return command.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
}

/** One command of an item as a route: its act, its body, its headers and its answer. */
export function ItemRoute(command: ItemCommandType, body: Type, summary: string): MethodDecorator {
  return applyDecorators(
    Post(`:itemId/${pathOf(command)}`),
    HttpCode(200),
    Does(command),
    ApiOperation({ summary, operationId: command }),
    ApiBody({ type: body }),
    CommandHeaders('refused with 412 when the item has changed since'),
    ApiResponse({ status: 200, type: ItemAnswer }),
  );
}

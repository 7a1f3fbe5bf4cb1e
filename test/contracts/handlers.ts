import 'reflect-metadata';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { APP_PIPE } from '@nestjs/core';
import type { PipeTransform, Type } from '@nestjs/common';
import { AppModule } from '#apps/api/app.module';
import { PUBLIC } from '#apps/api/auth/identity.decorators';
import type { Core } from '#apps/api/core/core';
import { readSentOf } from '#apps/api/items/sent';

/** What the code of an operation takes, as the framework knows it: the document is held against it. */
export interface Handler {
  operationId: string;
  /** The class that the body is checked as; undefined where none is read. */
  body: Type | undefined;
  /** Whether it reads `Idempotency-Key`. */
  keyed: boolean;
  public: boolean;
}

interface Argument {
  index: number;
  factory?: unknown;
}

/** The framework's number for `@Body()` among a method's arguments. */
const BODY = /^3:/;

const { controllers, providers } = AppModule.on({} as Core) as { controllers: Type[]; providers: { provide?: unknown; useValue?: unknown }[] };

/** The check that every body goes through before a controller sees it. */
export const PIPE = providers.find((p) => p.provide === APP_PIPE)!.useValue as PipeTransform;

function handlerOf(controller: Type, name: string): Handler | null {
  const method = (controller.prototype as Record<string, unknown>)[name];
  if (typeof method !== 'function') return null;
  const operation = Reflect.getMetadata('swagger/apiOperation', method) as { operationId?: string } | undefined;
  if (operation?.operationId === undefined) return null;
  const args = Object.entries((Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, Argument>);
  const types = Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) as Type[];
  const body = args.find(([key]) => BODY.test(key))?.[1];
  return {
    operationId: operation.operationId,
    body: body && types[body.index],
    keyed: args.some(([, { factory }]) => factory === readSentOf),
    public: [method, controller].some((at) => Reflect.getMetadata(PUBLIC, at) === true),
  };
}

/** Every operation of the API, as its code takes it. */
export const HANDLERS: readonly Handler[] = controllers.flatMap((controller) => Object.getOwnPropertyNames(controller.prototype).flatMap((name) => handlerOf(controller, name) ?? []));

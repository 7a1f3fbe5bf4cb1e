import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Act } from '#libs/identity/policy/acts';
import { ACT, PUBLIC } from '#apps/api/auth/identity.decorators';

export interface Route {
  method: string;
  /** With its parameters in Nest's form: /items/:itemId/receive */
  path: string;
  handler: string;
  act: Act | null;
  isPublic: boolean;
}

/** Every route of every controller that the application has, with what its decorators say of it. */
export function routesOf(app: NestExpressApplication): Route[] {
  const scanner = new MetadataScanner();
  const routes: Route[] = [];
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype = metatype.prototype as Record<string, (...args: unknown[]) => unknown>;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name]!;
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        if (method === undefined) continue;
        const said = <T>(key: string): T | undefined => (Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, metatype)) as T | undefined;
        for (const path of pathsOf(Reflect.getMetadata(PATH_METADATA, metatype), Reflect.getMetadata(PATH_METADATA, handler))) {
          routes.push({ method: RequestMethod[method], path, handler: `${metatype.name}.${name}`, act: said<Act>(ACT) ?? null, isPublic: said<boolean>(PUBLIC) ?? false });
        }
      }
    }
  }
  return routes;
}

function pathsOf(controller: unknown, handler: unknown): string[] {
  const several = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [typeof value === 'string' ? value : '']);
  return several(controller).flatMap((a) => several(handler).map((b) => `/${[a, b].map((p) => p.replace(/^\/+|\/+$/g, '')).filter(Boolean).join('/')}`));
}

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

/** What the HTTP server itself answers to, read from its router: nothing may be there that no controller names. */
export function servedPaths(app: NestExpressApplication): string[] {
  const server = app.getHttpAdapter().getInstance() as unknown as { router: { stack: Layer[] } };
  return server.router.stack.flatMap(({ route }) => (route ? Object.keys(route.methods).map((m) => `${m.toUpperCase()} ${route.path}`) : []));
}

/** A path to ask with: parameters filled, by default with ids that nothing has. */
export function filled(path: string, ids: Record<string, string> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? 'nothing-has-this-id');
}

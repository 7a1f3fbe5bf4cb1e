import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { DrawnBytes } from '#libs/commands/papers/kept-papers';
import { DOCX, drawPaper, LAYOUT_VERSION } from '#libs/documents/papers/paper.draw';
import type { Paper } from '#libs/documents/papers/paper';
import type { SeriesCode } from '#libs/supervision/series';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import { Core } from '../core/core';
import { sendFile } from '../core/files';
import { problem } from '../problems/problem';
import { numbersIn } from './numbers';

/** A paper that the caller may have. */
export interface Asked {
  noticeId: string;
  /** Issued papers are kept once they were given out; a draft is drawn anew each time. */
  issued: boolean;
  draw: () => Promise<Paper>;
  /** Name of the file, without its ending. */
  name: (paper: Paper) => string;
}

/** Gives papers out as docx. */
@Injectable()
export class PaperDesk {
  constructor(private readonly core: Core) {}

  async give({ noticeId, issued, draw, name }: Asked, response: Response): Promise<void> {
    const before = issued ? await this.core.papers.of(noticeId) : null;
    if (before !== null) return send(response, { ...before, bytes: await this.core.papers.read(before) });
    const drawn = await drawnAs(name, await draw());
    if (!issued) return send(response, drawn);
    const kept = await this.core.papers.keep(noticeId, drawn);
    return send(response, { ...kept, bytes: await this.core.papers.read(kept) });
  }

  /** The same for a paper that is numbered within its series as it is given out, one for each key. */
  async giveInSeries(series: string, key: string, draw: (number: number) => Promise<Paper>, name: Asked['name'], response: Response): Promise<void> {
    const kept = await this.core.papers.inSeries(series, key, async (number) => drawnAs(name, await draw(number)));
    return send(response, { ...kept, bytes: await this.core.papers.read(kept) });
  }

  /**
   * The number of an issued paper as it stands on it.
   *
   * @throws ProblemError 409 in the moment between its issue and its number
   */
  async numberOf(noticeId: string, series: SeriesCode | null, issuedAt: Instant): Promise<string | null> {
    if (series === null) return null;
    const year = Number(dayOf(issuedAt).slice(0, 4));
    const found = (await numbersIn(this.core.store, series, year)).get(noticeId);
    if (!found) throw problem(409, 'number-pending', '文号正在编排，请稍后再取', 'Its number is being given: ask again in a moment');
    return found.number;
  }
}

async function drawnAs(name: Asked['name'], paper: Paper): Promise<DrawnBytes> {
  return { name: `${name(paper)}.docx`, bytes: await drawPaper(paper), drawnBy: `layout ${LAYOUT_VERSION}` };
}

function send(response: Response, { name, bytes, drawnBy }: DrawnBytes): void {
  response.setHeader('Repr-Digest', `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`);
  response.setHeader('Duban-Drawn-By', drawnBy);
  sendFile(response, DOCX, name, bytes);
}

/** Name of a file by what a paper is called and numbered. */
export function fileNameOf(paper: Paper): string {
  const number = paper.form === 'official' ? paper.number : null;
  return [number, paper.title].filter((part) => part !== null).join(' ').replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ').slice(0, 120);
}

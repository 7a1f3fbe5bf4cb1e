import { AlignmentType } from 'docx';
import { drawBlocks, drawTitle } from './body.draw';
import { empty, linesOf, paragraph, run, type Drawn } from './drawn';
import { drawAttachments, drawSignature } from './foot.draw';
import { drawBulletinHead, drawRedHead } from './head.draw';
import { BODY, COMPACT } from './measures';
import type { NotePaper, Paper } from './paper';
import { TYPEFACE } from './typefaces';

/** All that a paper says from its head to its signature, in order, but for the imprint at its foot. */
export function drawFlow(paper: Paper): Drawn[] {
  return [...drawHead(paper), ...drawTitle(paper.title), ...drawBody(paper)];
}

function drawHead(paper: Paper): Drawn[] {
  switch (paper.form) {
    case 'official': return drawRedHead(paper);
    case 'bulletin': return drawBulletinHead(paper);
    case 'note': return [];
  }
}

function drawBody(paper: Paper): Drawn[] {
  if (paper.form === 'bulletin') return [empty(), ...drawBlocks(paper.blocks)];
  if (paper.form === 'note') return drawNote(paper);
  const to = paper.to.length === 0 ? '' : `${paper.to.join('，')}：`;
  const addressed = to === '' ? [] : [paragraph([run(to)], { lines: linesOf(to) })];
  return [empty(), ...addressed, ...drawBlocks(paper.blocks), ...drawAttachments(paper.attachments), ...drawSignature(paper.signedBy, paper.date)];
}

function drawNote({ under, size, blocks }: NotePaper): Drawn[] {
  const scale = size === 'compact' ? COMPACT : BODY;
  const said = under === null ? [] : [paragraph([run(under, { face: TYPEFACE.second, points: scale.points })], { align: AlignmentType.CENTER, height: scale.line, lines: linesOf(under, scale.characters, 0, scale.spare) })];
  return [...said, empty(size === 'compact' ? scale.line / 2 : undefined), ...drawBlocks(blocks, scale)];
}

import type { Words } from '../shape';
import { acts } from './acts';
import { administration } from './administration';
import { amend } from './amend';
import { audit } from './audit';
import { brief } from './brief';
import { broken } from './broken';
import { briefings } from './briefings';
import { checklists } from './checklists';
import { common } from './common';
import { compared } from './compared';
import { draft } from './draft';
import { draftSchedule } from './draft-schedule';
import { eligibility } from './eligibility';
import { files } from './files';
import { help } from './help';
import { history } from './history';
import { inbox } from './inbox';
import { item } from './item';
import { itemActs } from './item-acts';
import { itemParts } from './item-parts';
import { ledger } from './ledger';
import { ledgerTools } from './ledger-tools';
import { planEnd } from './plan-end';
import { password } from './password';
import { plans } from './plans';
import { openMatter } from './open-matter';
import { onBehalf } from './on-behalf';
import { overview } from './overview';
import { operations } from './operations';
import { reformRoster } from './reform-roster';
import { report } from './report';
import { rules } from './rules';
import { levels } from './levels';
import { live } from './live';
import { proceeding } from './proceeding';
import { proceedingActs } from './proceeding-acts';
import { proceedingParts } from './proceeding-parts';
import { round } from './round';
import { schedule } from './schedule';
import { schemes } from './schemes';
import { shell } from './shell';
import { suggestions } from './suggestions';
import { supervision } from './supervision';
import { telling } from './telling';
import { timeline } from './timeline';
import { toDo } from './to-do';
import { workbench } from './workbench';

export const en: Words = {
  common, shell, supervision, timeline, toDo, item, itemActs, itemParts, ledgerTools, workbench, live, acts, ledger, inbox,
  draft,
  plans,
  rules,
  planEnd,
  briefings,
  audit,
  administration,
  operations,
  levels,
  overview,
  proceeding,
  proceedingActs,
  openMatter,
  proceedingParts,
  round,
  schedule,
  schemes,
  checklists,
  brief,
  amend,
  onBehalf,
  suggestions,
  telling,
  compared,
  draftSchedule,
  eligibility,
  files,
  help,
  history,
  broken,
  password,
  reformRoster,
  report,
};

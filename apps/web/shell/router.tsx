import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate, retainSearchParams } from '@tanstack/react-router';
import { readAsOf, type AsOfSearch } from '../api/as-of';
import { itemOf } from '../api/items';
import { rolesOf, useIdentity } from '../api/use-session';
import { Broken } from '../parts/broken';
import { part } from '../parts/lazy-part';
import { NotFound } from '../parts/not-found';
import { readAuditSearch } from '../pages/audit/search';
import { readDraftSearch } from '../pages/draft/search';
import { readEligibilitySearch } from '../pages/eligibility/search';
import { readItemSearch } from '../pages/item/search';
import { asksFirst as ledgerAsks } from '../pages/ledger/asked';
import { readLedgerSearch } from '../pages/ledger/search';
import { readLevelsSearch } from '../pages/levels/search';
import { readNoticesSearch } from '../pages/notices/search';
import { readOverviewSearch } from '../pages/overview/search';
import { readRulesSearch } from '../pages/rules/search';
import { readProceedingsSearch } from '../pages/proceedings/search';
import { readScheduleSearch } from '../pages/schedule/search';
import { readSuggestionsSearch } from '../pages/suggestions/search';
import { readToDoSearch } from '../pages/to-do/search';
import { asksFirst as toDoAsks, ToDo } from '../pages/to-do/to-do';
import { readUnitsSearch } from '../pages/units/search';
import { readReportSearch, readWorkbenchSearch } from '../pages/workbench/search';
import { Frame } from './frame';
import { landing } from './pages';

/** A past day stays in the address from page to page, until its reader goes back to now. */
const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, validateSearch: readAsOf, search: { middlewares: [retainSearchParams<AsOfSearch>(['asOf'])] } });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  staticData: { plain: true },
  component: function Start() {
    return <Navigate to={landing(rolesOf(useIdentity()))} replace />;
  },
});

const toDo = createRoute({ getParentRoute: () => root, path: '/to-do', staticData: { past: 'known', plain: true, first: toDoAsks }, validateSearch: readToDoSearch, component: ToDo });
const ledger = createRoute({ getParentRoute: () => root, path: '/ledger', staticData: { past: 'known', first: ledgerAsks }, validateSearch: readLedgerSearch, component: lazyRouteComponent(part(() => import('../pages/ledger/ledger')), 'Ledger') });
const schedule = createRoute({ getParentRoute: () => root, path: '/schedule', staticData: { past: 'known' }, validateSearch: readScheduleSearch, component: lazyRouteComponent(part(() => import('../pages/schedule/schedule')), 'Schedule') });
const workbench = createRoute({ getParentRoute: () => root, path: '/workbench', staticData: { past: 'known' }, validateSearch: readWorkbenchSearch, component: lazyRouteComponent(part(() => import('../pages/workbench/workbench')), 'Workbench') });
const weeklyReport = createRoute({ getParentRoute: () => root, path: '/workbench/report', staticData: { past: 'known' }, validateSearch: readReportSearch, component: lazyRouteComponent(part(() => import('../pages/workbench/report')), 'WeeklyReport') });
const itemLight = createRoute({ getParentRoute: () => root, path: '/items/$itemId/light', staticData: { past: 'known' }, validateSearch: readItemSearch, component: lazyRouteComponent(part(() => import('../pages/item/light-page')), 'LightPage') });
const item = createRoute({ getParentRoute: () => root, path: '/items/$itemId', staticData: { past: 'known', first: (_, { itemId }) => itemOf(itemId!) }, validateSearch: readItemSearch, component: lazyRouteComponent(part(() => import('../pages/item/item')), 'Item') });

const plans = createRoute({ getParentRoute: () => root, path: '/plans', staticData: { past: 'known' }, component: lazyRouteComponent(part(() => import('../pages/plans/plans')), 'Plans') });
const uploadPlan = createRoute({ getParentRoute: () => root, path: '/plans/import', staticData: { past: 'work' }, component: lazyRouteComponent(part(() => import('../pages/plans/upload')), 'UploadPlan') });
const draft = createRoute({ getParentRoute: () => root, path: '/plans/$planId/draft', staticData: { past: 'work' }, validateSearch: readDraftSearch, component: lazyRouteComponent(part(() => import('../pages/draft/draft')), 'Draft') });
const levels = createRoute({ getParentRoute: () => root, path: '/levels', staticData: { past: 'known' }, validateSearch: readLevelsSearch, component: lazyRouteComponent(part(() => import('../pages/levels/levels')), 'Levels') });
const rules = createRoute({ getParentRoute: () => root, path: '/rules', staticData: { past: 'known' }, validateSearch: readRulesSearch, component: lazyRouteComponent(part(() => import('../pages/rules/rules')), 'RulesPage') });
const checklists = createRoute({ getParentRoute: () => root, path: '/rules/checklists', staticData: { past: 'known' }, component: lazyRouteComponent(part(() => import('../pages/checklists/checklists')), 'Checklists') });
const schemes = createRoute({ getParentRoute: () => root, path: '/rules/schemes', staticData: { past: 'known' }, component: lazyRouteComponent(part(() => import('../pages/schemes/schemes')), 'Schemes') });
const scheme = createRoute({ getParentRoute: () => root, path: '/rules/schemes/$schemeId', staticData: { past: 'known' }, component: lazyRouteComponent(part(() => import('../pages/schemes/scheme')), 'SchemePage') });
const yearEnd = createRoute({ getParentRoute: () => root, path: '/plans/$planId/year-end', staticData: { past: 'known' }, component: lazyRouteComponent(part(() => import('../pages/year-end/year-end')), 'YearEnd') });
const amendments = createRoute({ getParentRoute: () => root, path: '/plans/$planId/amendments', staticData: { past: 'known' }, component: lazyRouteComponent(part(() => import('../pages/amendments/amendments')), 'Amendments') });
const briefings = createRoute({ getParentRoute: () => root, path: '/briefings', staticData: { past: 'known' }, component: lazyRouteComponent(part(() => import('../pages/briefings/briefings')), 'Briefings') });
const audit = createRoute({ getParentRoute: () => root, path: '/audit', staticData: { past: 'record' }, validateSearch: readAuditSearch, component: lazyRouteComponent(part(() => import('../pages/audit/audit')), 'Audit') });
const units = createRoute({ getParentRoute: () => root, path: '/units', staticData: { past: 'known' }, validateSearch: readUnitsSearch, component: lazyRouteComponent(part(() => import('../pages/units/units')), 'Units') });
const accounts = createRoute({ getParentRoute: () => root, path: '/accounts', staticData: { past: 'accounts' }, component: lazyRouteComponent(part(() => import('../pages/accounts/accounts')), 'Accounts') });
const handOver = createRoute({ getParentRoute: () => root, path: '/hand-over', staticData: { past: 'work' }, component: lazyRouteComponent(part(() => import('../pages/hand-over/hand-over')), 'HandOver') });
const setUp = createRoute({ getParentRoute: () => root, path: '/set-up', staticData: { past: 'work' }, component: lazyRouteComponent(part(() => import('../pages/set-up/set-up')), 'SetUp') });
const operations = createRoute({ getParentRoute: () => root, path: '/operations', staticData: { past: 'running' }, component: lazyRouteComponent(part(() => import('../pages/operations/operations')), 'Operations') });
const suggestions = createRoute({ getParentRoute: () => root, path: '/suggestions', staticData: { past: 'live' }, validateSearch: readSuggestionsSearch, component: lazyRouteComponent(part(() => import('../pages/suggestions/suggestions')), 'Suggestions') });
const brief = createRoute({ getParentRoute: () => root, path: '/brief', staticData: { past: 'known' }, component: lazyRouteComponent(part(() => import('../pages/brief/brief')), 'Brief') });
const help = createRoute({ getParentRoute: () => root, path: '/help', staticData: { past: 'timeless' }, component: lazyRouteComponent(part(() => import('../pages/help/help')), 'Help') });
const password = createRoute({ getParentRoute: () => root, path: '/password', staticData: { past: 'timeless' }, component: lazyRouteComponent(part(() => import('../pages/password/password')), 'Password') });
const telling = createRoute({ getParentRoute: () => root, path: '/telling', staticData: { past: 'work' }, component: lazyRouteComponent(part(() => import('../pages/telling/telling')), 'Telling') });
const eligibility = createRoute({ getParentRoute: () => root, path: '/eligibility', staticData: { past: 'known' }, validateSearch: readEligibilitySearch, component: lazyRouteComponent(part(() => import('../pages/eligibility/eligibility')), 'Eligibility') });
const calendar = createRoute({ getParentRoute: () => root, path: '/rules/calendar', staticData: { past: 'known' }, component: lazyRouteComponent(part(() => import('../pages/calendar/calendar')), 'CalendarPage') });

const overview = createRoute({ getParentRoute: () => root, path: '/overview', staticData: { past: 'known' }, validateSearch: readOverviewSearch, component: lazyRouteComponent(part(() => import('../pages/overview/overview')), 'Overview') });
const screen = createRoute({ getParentRoute: () => root, path: '/overview/screen', staticData: { past: 'live' }, validateSearch: readOverviewSearch, component: lazyRouteComponent(part(() => import('../pages/overview/screen')), 'BigScreen') });

const notices = createRoute({ getParentRoute: () => root, path: '/notices', staticData: { past: 'known' }, validateSearch: readNoticesSearch, component: lazyRouteComponent(part(() => import('../pages/notices/notices')), 'Notices') });
const proceedings = createRoute({ getParentRoute: () => root, path: '/proceedings', staticData: { past: 'known' }, validateSearch: readProceedingsSearch, component: lazyRouteComponent(part(() => import('../pages/proceedings/proceedings')), 'Proceedings') });
const proceeding = createRoute({ getParentRoute: () => root, path: '/proceedings/$kind/$id', staticData: { past: 'known' }, component: lazyRouteComponent(part(() => import('../pages/proceedings/proceeding')), 'Proceeding') });

const routeTree = root.addChildren([
  start, toDo, ledger, schedule, item, itemLight, workbench, weeklyReport,
  plans, uploadPlan, draft, levels,
  rules, calendar, checklists, schemes, scheme,
  yearEnd, amendments, briefings, audit,
  units, accounts, handOver, setUp, operations, suggestions, help, brief, password, telling, eligibility,
  overview, screen,
  notices, proceedings, proceeding,
]);

export const router = createRouter({ routeTree, basepath: '/app', defaultPreload: 'intent', scrollRestoration: true, defaultErrorComponent: ({ error }) => <Broken error={error} /> });

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The page does without the component library. */
    plain?: boolean;
  }
  interface Register {
    router: typeof router;
  }
}

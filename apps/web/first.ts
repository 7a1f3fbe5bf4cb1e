import { session } from './api/session';

// Asked for before anything is drawn: who it is, the program, and where nobody signed out, the page that the address leads to.
void session.begin();
void import('./main');
if (session.lastLogin() !== undefined) void import('./shell/signed').then(({ loadHere }) => loadHere()).catch(() => undefined);

import { createTransport } from 'nodemailer';

/** A mail as it is handed over; the same one under the same id, however often. */
export interface Mail {
  messageId: string;
  to: string;
  subject: string;
  body: string;
}

/**
 * - `accepted`: the server has it.
 * - `refused`: for good, by this server for this recipient or text; trying again is of no use.
 * - `failed`: it may work later: the server is away, busy, or does not let us in.
 */
export type HandedOver = { kind: 'accepted' } | { kind: 'refused' | 'failed'; reason: string };

/** Hands mails over. One of them speaks SMTP; tests have others. */
export interface Courier {
  send(mail: Mail): Promise<HandedOver>;
  close(): void;
}

const CONNECT_MS = 10_000;
const SILENT_MS = 20_000;

interface SmtpError {
  code?: string;
  responseCode?: number;
  command?: string;
}

function outcomeOf(error: unknown): HandedOver {
  const { code, responseCode, command } = error as SmtpError;
  // The server's own words may name a person: its code says enough.
  const reason = [code, responseCode, command].filter((part) => part !== undefined).join(' ') || 'no connection';
  const aboutMail = command === undefined || /^(MAIL|RCPT|DATA)/.test(command) || code === 'EENVELOPE' || code === 'EMESSAGE';
  return { kind: responseCode !== undefined && responseCode >= 500 && aboutMail && code !== 'EAUTH' ? 'refused' : 'failed', reason };
}

/** @param url smtp:// or smtps://, with its credentials; never logged */
export function smtpCourier(url: string, from: string): Courier {
  const transport = createTransport({ url, pool: true, maxConnections: 2, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENT_MS } as Parameters<typeof createTransport>[0]);
  return {
    async send({ messageId, to, subject, body }) {
      try {
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text: body, messageId: `<${messageId}>`, headers: { 'Auto-Submitted': 'auto-generated' }, disableFileAccess: true, disableUrlAccess: true });
        return { kind: 'accepted' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => transport.close(),
  };
}

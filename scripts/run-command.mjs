import { spawn } from 'node:child_process';

const begun = performance.now();

/** One plain line with the seconds since the start, Chinese first. */
export function say(zh, en) {
  const seconds = ((performance.now() - begun) / 1000).toFixed(1).padStart(6);
  process.stdout.write(`[${seconds} s] ${zh} / ${en}\n`);
}

/** A failure whose text is all that the operator needs. */
export class PrepareProblem extends Error {
  constructor(zh, en) {
    super(`${zh}\n${en}`);
  }
}

/**
 * Runs a program to its end. Its output is kept back and shown only when it fails; meanwhile a line every 5 s tells that it
 * still works. A stop that is asked of us is passed on.
 */
export function runCommand(title, command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-8_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const progress = setInterval(() => say(`仍在${title.zh}`, `still ${title.en}`), 5_000);
    let asked;
    const forward = (signal) => {
      asked = signal;
      child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    // npm's shell dies of a SIGTERM without passing it on: then we are on our own.
    const parent = process.ppid;
    const watch = setInterval(() => process.env.npm_lifecycle_event && process.ppid !== parent && forward('SIGTERM'), 500);
    const end = () => {
      clearInterval(progress);
      clearInterval(watch);
      for (const signal of signals) process.off(signal, forward);
    };
    child.once('error', (error) => {
      end();
      reject(new PrepareProblem(`无法执行 ${command}：${error.message}`, `${command} could not be run: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      end();
      if (asked) reject(new Stopped());
      else if (code === 0) resolve();
      else reject(new PrepareProblem(`${output}\n${title.zh}失败（${code ?? signal}）。${title.remedyZh}`, `${title.en} failed (${code ?? signal}). ${title.remedyEn}`));
    });
  });
}

/** The operator asked to stop: not a failure. */
export class Stopped extends Error {}

import type { Words } from '../shape';

export const password: Words['password'] = {
  title: 'Change password',
  first: 'Change the first password',
  why: 'An administrator set the present password, so others may know it. Change it to begin your work; you then go on to the page that you came for.',
  own: 'Your sessions on other devices end then; this one goes on.',
  rules: ['At least 10 characters of any kind; a sentence will do', 'Not your login, nor close to it', 'Not a common password, nor characters in a row or over and over', 'Not the present password'],
  rulesTitle: 'What a new password needs',
  present: 'Present password',
  next: 'New password',
  presentMissing: 'Fill in the present password',
  nextMissing: 'Fill in the new password',
  tooShort: 'The new password needs at least 10 characters',
  submit: 'Change password',
  done: 'The password is changed',
};

import { expect, it } from 'vitest';
import { isAutomation } from '../../src/review/automation.ts';

const PERSON = { login: 'ada', type: 'User' };

it.each([
  ['an app', { login: 'some-app', type: 'Bot' }, 'main'],
  ['the login of an app, whatever its type', { login: 'Some-App[bot]', type: 'User' }, 'main'],
  ['an account named as its tool', { login: 'Renovate-Bot', type: 'User' }, 'main'],
  ["a person's account and a branch of Renovate", PERSON, 'renovate/nginx-1.x'],
  ["a person's account and a branch of Dependabot", PERSON, 'Dependabot/docker/nginx-1.27'],
  ['a deleted account and a branch of Flux', undefined, 'flux-image-updates'],
])('a program opened it: %s', (_, author, branch) => {
  expect(isAutomation({ author, branch })).toBe(true);
});

it.each([
  ['an account that the team names', { login: 'Acme-Bot', type: 'User' }, 'main', ['acme-bot']],
  ['one of several', { login: 'acme-cd', type: 'User' }, 'main', ['acme-ci', 'acme-*']],
  ['a branch that the team names', PERSON, 'Release/1.2', ['acme-bot', 'release/*']],
  ['an account taken out, and in again', PERSON, 'renovate/x', ['!renovate/**', '!b', 'ada']],
  ['an app, where only people are taken out', { login: 'x[bot]', type: 'Bot' }, 'a', ['!y*']],
])('a program opened it: %s', (_, author, branch, named) => {
  expect(isAutomation({ author, branch }, named)).toBe(true);
});

it.each([
  ['nobody names it', PERSON, 'topic', ['acme-bot', 'release/*']],
  ['a branch is deeper than the glob', PERSON, 'release/1/2', ['release/*']],
  ['a known branch is taken out', PERSON, 'renovate/nginx', ['!renovate/**']],
  ['an app is taken out', { login: 'acme[bot]', type: 'Bot' }, 'main', ['!acme[bot]']],
  ['what is named is taken out behind it', PERSON, 'release/1', ['release/*', '!release/1']],
  ['the account is gone, and the branch nowhere', undefined, 'topic', ['[bot]', '*[bot]x']],
])('a person opened it: %s', (_, author, branch, named) => {
  expect(isAutomation({ author, branch }, named)).toBe(false);
});

it.each([
  ['a person', PERSON, 'harden-web'],
  ['a person, on a branch about such a tool', PERSON, 'fix/renovate/config'],
  ['a name that only has the name of a tool in it', { login: 'renovate-fan', type: 'User' }, 'a'],
  ['a name that ends in bot', { login: 'abbot', type: 'User' }, 'main'],
  ['an organization', { login: 'acme', type: 'Organization' }, 'main'],
  ['a deleted account', undefined, 'main'],
])('a person opened it: %s', (_, author, branch) => {
  expect(isAutomation({ author, branch })).toBe(false);
});

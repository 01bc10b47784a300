import { u as UserError } from "./command-line.js";
import { Pt as CONFIGURATION_PATHS, St as projectRoot, Ut as print, Zt as shown, en as visibleLine } from "./check.js";
import { n as writeWhole, t as noteOutput } from "./output-file.js";
const { join } = process.getBuiltinModule("node:path");
const access = (...of) => process.getBuiltinModule("node:fs/promises").access(...of);
// src/configuration/starter.ts
/** What `podseal init` writes. */
/** A configuration in which nothing is decided yet: every line that does something is a comment. */
const STARTER_CONFIGURATION = `# How Podseal judges this repository. Every setting below is a comment: until you change one, the
# defaults count. https://github.com/podseal/podseal/blob/main/docs/configuration.md explains every key.
# yaml-language-server: $schema=https://raw.githubusercontent.com/podseal/podseal/main/schema/podseal.schema.json

# Another file to build on: one of your organization, or one beside this file.
# extends: acme/.github:podseal.yml

# The set of rules, with their severities: immutable (the default), strict, baseline or restricted.
# profile: strict

# The files to look at, as globs from the root of the repository; a ! takes files out again.
# files: ['deploy/**/*.yaml', '!deploy/vendor/**']

# The severity from which on findings fail the check: error (the default), warning or never.
# fail-on: warning

# Single rules: error, warning, notice or off, where their findings may be exempted, what they let pass.
# rules:
#   pinned-image: off
#   no-privileged:
#     exemptions: configuration
#   no-writable-host-path:
#     allow: [/var/log/**]

# Kinds of your own that make pods, and where their objects hold them.
# kinds:
#   - kind: Workflow
#     apiVersion: acme.io/*
#     pods: spec.template

# Programs that open pull requests, by account or branch; Podseal knows Renovate, Dependabot and others.
# automation: [release-bot]

# Other tools whose annotations count as exemptions.
# foreign-exemptions: [kube-linter, checkov]

# Findings that may stay, and why. From the day in expires on, the finding counts again.
# exemptions:
#   - rule: no-privileged
#     path: deploy/csi/**
#     reason: The CSI driver mounts volumes.
#     expires: 2027-01-31
`;
/** The workflow of docs/workflows/required-check.yml: it also serves where no check is required. */
const STARTER_WORKFLOW = `# For a check that branch protection or a ruleset requires: require the job, \`Podseal required\`.
# - No \`paths\` filter: a workflow that is filtered out never reports, and the pull request waits for
#   ever. Podseal is done in seconds where nothing concerns it.
# - \`merge_group\`: a merge queue waits for the same check on its own commits.
# - \`edited\`: the base branch of a pull request may change.
# - On a pull request from a fork the token may only read: the findings are then in the annotations and
#   the summary of the job, which passes or fails all the same.
name: Podseal
on:
  pull_request:
    types: [opened, synchronize, reopened, edited]
  merge_group:
concurrency: # a push ends the review of what it replaces
  group: \${{ github.workflow }}-\${{ github.event.pull_request.number || github.ref }}
  cancel-in-progress: true
permissions: {}
jobs:
  review:
    name: Podseal required
    runs-on: ubuntu-latest
    permissions:
      contents: read # to read the changed files
      pull-requests: write # to post the review
      checks: write # to set the check
    steps:
      - uses: podseal/podseal@v0
`;
const STARTER_WORKFLOW_PATH = ".github/workflows/podseal.yml";
// src/cli/init.ts
/** Writes a configuration to start with, and the workflow, where there is none. Returns the exit code. */
async function init() {
	const root = await projectRoot(".");
	const found = (await Promise.all(CONFIGURATION_PATHS.map(async (one) => exists(join(root, one))))).indexOf(true);
	await write(root, CONFIGURATION_PATHS[Math.max(found, 0)] ?? "", STARTER_CONFIGURATION, found !== -1);
	const hasWorkflow = await exists(join(root, STARTER_WORKFLOW_PATH));
	await write(root, STARTER_WORKFLOW_PATH, STARTER_WORKFLOW, hasWorkflow);
	await print(shown`Next: podseal check . lists the findings of today, podseal baseline lets them pass. Then commit these files.\n`);
	return 0;
}
async function write(root, path, text, isThere) {
	const output = await noteOutput(join(root, path), root);
	const error = isThere ? void 0 : await writeWhole(output, void 0, text);
	if (error !== void 0) throw new UserError(`${path}: ${error}.`);
	await print(shown`${visibleLine(path)}: ${isThere ? shown`is there, not changed` : shown`written`}.\n`);
}
async function exists(path) {
	return access(path).then(() => true, () => false);
}
export { init };

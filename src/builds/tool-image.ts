import type { BuiltImage } from '../images/built-image.ts';
import { plainWrite } from '../images/plain-write.ts';

/** Tools that build images without a Dockerfile. */
type Tool = NonNullable<BuiltImage['tool']>;

interface ToolFacts {
  readonly facts: BuiltImage['facts'];
  readonly says: string;
  readonly notes: readonly string[];
}

/**
 * What images of these tools have unless their configuration says otherwise.
 * ko: `cgr.dev/chainguard/static`, whose user is 65532 (ko-build/ko, docs/configuration.md).
 * Jib: Eclipse Temurin, without a user (GoogleContainerTools/jib, jib-maven-plugin/README.md).
 * Buildpacks: a user of the builder, by its number and never root (buildpacks/spec, platform.md).
 */
const TOOLS: Readonly<Record<Tool, ToolFacts>> = {
  ko: {
    facts: {
      user: { declared: 'numeric', uid: 65_532 },
      nonRoot: { works: 'as-is', uid: 65_532 },
      readOnlyRoot: { works: 'as-is' },
      writes: [temporary('ko-build/ko:docs/configuration.md')],
    },
    says: 'starts as the user of its base, by default 65532',
    notes: ['A base image that `.ko.yaml` names may have another user.'],
  },
  jib: {
    facts: {
      writes: [temporary('GoogleContainerTools/jib:jib-maven-plugin/README.md')],
    },
    says: 'starts as root unless `container.user` is set in its configuration',
    notes: ['Set `container.user` of Jib to a number, such as 1000.'],
  },
  buildpacks: {
    facts: { writes: [temporary('buildpacks/spec:platform.md')] },
    says: 'starts as the user of its builder, which is not root',
    notes: [],
  },
};

/** What is known of an image that a tool builds. */
export function builtByTool(tool: Tool, evidence?: string): BuiltImage {
  const { facts, says, notes } = TOOLS[tool];
  const caveats = facts.readOnlyRoot ? [] : ['not known where its program writes'];
  return {
    asOther: { writes: facts.writes ?? [], isWhole: caveats.length === 0, caveats },
    ...{
      dockerfile: undefined,
      tool,
      evidence,
      isExact: true,
      isVouched: true,
      facts,
      says,
      notes,
    },
    programs: [],
    caveats,
    baseCaveats: [],
    sources: [],
    userEdit: undefined,
    userLine: 1,
    volumes: new Map(),
  };
}

function temporary(source: string): NonNullable<BuiltImage['facts']['writes']>[number] {
  const when = 'the program uses temporary files';
  return plainWrite('/tmp', { kind: 'scratch', when, source, evidence: 'docs' });
}

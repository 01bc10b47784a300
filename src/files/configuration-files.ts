import { join } from 'node:path';
import {
  BASELINE_PATH,
  CONFIGURATION_PATHS,
  onlyConfiguration,
} from '../configuration/configuration.ts';
import type { ConfigurationFiles } from '../review/change.ts';
import { type ReadFiles, readEach, readExtended } from '../configuration/read-extended.ts';
import { readBelow } from './extended-files.ts';
import { projectRoot, readProjectFile } from './project-images.ts';

/** How the project around a path is judged, and where that project is. */
export interface Project {
  /** The root of the git repository, or the working folder where there is none. */
  readonly root: string;
  readonly files: ConfigurationFiles;
}

/**
 * Reads the files that say how the project around a path is judged, as they are now.
 *
 * @param readElsewhere reads what the configuration extends in other repositories
 * @throws UserError for one that can't be read
 */
export async function readProject(place: string, readElsewhere: ReadFiles): Promise<Project> {
  const root = await projectRoot(place);
  const [baseline, ...configurations] = await Promise.all(
    [BASELINE_PATH, ...CONFIGURATION_PATHS].map(async (path) => {
      const file = await readProjectFile(join(root, path));
      // As in a review, its name starts at the root.
      return file && { path, text: file.text };
    }),
  );
  const configuration = onlyConfiguration(configurations);
  const extended = await readExtended(configuration, readEach(readBelow(root), readElsewhere));
  return { root, files: { baseline, configuration, extended } };
}

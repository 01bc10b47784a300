import { OBJECT_SHAPES } from './object-shapes.ts';
import type { Shape } from './shape.ts';
import { TEXT_SHAPES } from './text-shapes.ts';
import { YAML_SHAPES } from './yaml-shapes.ts';

/** Files below the bound on their size that are made to take all of a judge's time or memory. */
export const SHAPES: readonly Shape[] = [...YAML_SHAPES, ...OBJECT_SHAPES, ...TEXT_SHAPES];

import { performTask } from '../../src/run/judge-task.ts';
import { JudgeThread } from '../../src/run/judge-thread.ts';

// A thread loads all code anew and knows no mutant. Here the judge works in the thread of the tests.
JudgeThread.prototype.run = async (task) => {
  const result = performTask(structuredClone(task), () => undefined);
  return { kind: 'done', result: structuredClone(result) };
};

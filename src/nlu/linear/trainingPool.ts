import { Worker } from 'node:worker_threads';
import { doTask, type Task, type TaskResult } from './trainingTask.ts';

/** Does tasks of training, several at once where there are threads for it. */
export interface TrainingPool {
  /** Tasks begin in the order in which they come. */
  run<T extends Task>(task: T): Promise<TaskResult<T>>;
  close(): Promise<void>;
}

interface Waiting {
  readonly task: Task;
  readonly done: (result: TaskResult<Task>) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * @param threads how many tasks are done at once, each on a thread of its own; 0: here, one after the other, which is
 * quicker for a few examples than to start a thread
 */
export function createTrainingPool(threads: number): TrainingPool {
  if (threads === 0) {
    return {
      // A task's result is of the task's own kind.
      run: async <T extends Task>(task: T) => doTask(task) as TaskResult<T>,
      close: () => Promise.resolve(),
    };
  }
  const waiting: Waiting[] = [];
  const idle: Worker[] = [];
  const workers = Array.from({ length: threads }, startWorker);
  const give = (): void => {
    const worker = idle.pop();
    if (worker === undefined) return;
    const next = waiting.shift();
    if (next === undefined) {
      idle.push(worker);
      return;
    }
    const done = (result: TaskResult<Task>): void => {
      worker.off('error', next.failed);
      idle.push(worker);
      next.done(result);
      give();
    };
    worker.once('error', next.failed);
    worker.once('message', done);
    worker.postMessage(next.task);
  };
  idle.push(...workers);
  return {
    run: <T extends Task>(task: T) =>
      new Promise<TaskResult<T>>((resolve, reject) => {
        waiting.push({ task, done: (result) => resolve(result as TaskResult<T>), failed: reject });
        give();
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** By the program that reads TypeScript on any Node. */
function startWorker(): Worker {
  const program = 'nlu/linear/trainingWorker.ts';
  return new Worker(new URL('../../run.mjs', import.meta.url), { argv: [program] });
}

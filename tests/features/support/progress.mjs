// One line a scenario while it runs, and what failed in full. The messages for ./check are written beside this.
import { Formatter } from '@cucumber/cucumber';

export default class Progress extends Formatter {
  constructor(options) {
    super(options);
    const pickles = new Map(), cases = new Map(), started = new Map();
    options.eventBroadcaster.on('envelope', (envelope) => {
      if (envelope.pickle) pickles.set(envelope.pickle.id, envelope.pickle);
      if (envelope.testCase) cases.set(envelope.testCase.id, envelope.testCase);
      if (envelope.testCaseStarted) started.set(envelope.testCaseStarted.id, { ...envelope.testCaseStarted, faults: [] });
      if (envelope.testStepFinished) this.judge(envelope.testStepFinished, started, cases, pickles);
      if (envelope.testCaseFinished) this.tell(envelope.testCaseFinished, started, cases, pickles);
      if (envelope.testRunFinished && envelope.testRunFinished.exception) this.log(`${envelope.testRunFinished.exception.stackTrace ?? envelope.testRunFinished.exception.message}\n`);
    });
  }
  judge({ testCaseStartedId, testStepId, testStepResult }, started, cases, pickles) {
    if (testStepResult.status === 'PASSED' || testStepResult.status === 'SKIPPED') return;
    const attempt = started.get(testCaseStartedId), testCase = cases.get(attempt.testCaseId);
    const { pickleStepId } = testCase.testSteps.find((step) => step.id === testStepId);
    const step = pickles.get(testCase.pickleId).steps.find((each) => each.id === pickleStepId);
    attempt.faults.push(`${step ? step.text : 'before or after the scenario'}: ${testStepResult.status}\n${testStepResult.message ?? ''}`);
  }
  tell({ testCaseStartedId, timestamp }, started, cases, pickles) {
    const attempt = started.get(testCaseStartedId), pickle = pickles.get(cases.get(attempt.testCaseId).pickleId);
    const seconds = timestamp.seconds - attempt.timestamp.seconds + (timestamp.nanos - attempt.timestamp.nanos) / 1e9;
    this.log(`${attempt.faults.length ? 'FAILED' : 'ok    '} ${seconds.toFixed(1).padStart(5)} s  ${pickle.name}${pickle.tags.some((tag) => tag.name === '@phone') ? ' (phone)' : ''}\n`);
    for (const fault of attempt.faults) this.log(`${fault.replace(/^/gm, '         ')}\n`);
  }
}

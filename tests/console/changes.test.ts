import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Batch, BatchRow } from '../../src/console/api/jobs.ts';
import { asksForMore, changeBatch, changeRows, readJobEvent } from '../../src/console/live/changes.ts';

const subJob = (JobId: string, Status: 'Init' | 'Processing', Progress: number) =>
  ({ JobId, Status, Progress }) as Batch['SubJobList'][number];
const batch = {
  JobId: 'b1',
  Status: 'Processing',
  SubJobList: [subJob('v1', 'Processing', 40), subJob('v2', 'Init', 0)],
} as Batch;

describe("the server's events on a page", () => {
  it('move the progress of one video and leave the others alone', () => {
    const changed = changeBatch(batch, { batchJobId: 'b1', jobId: 'v1', status: 'Processing', progress: 60 });
    assert.equal(changed.SubJobList[0]?.Progress, 60);
    assert.equal(changed.SubJobList[1], batch.SubJobList[1]);
  });

  it('never take progress back when they come late', () => {
    const changed = changeBatch(batch, { batchJobId: 'b1', jobId: 'v1', status: 'Processing', progress: 20 });
    assert.equal(changed.SubJobList[0]?.Progress, 40);
  });

  it('begin the progress of a new try anew', () => {
    const changed = changeBatch(batch, { batchJobId: 'b1', jobId: 'v1', status: 'Init', progress: 0 });
    assert.deepEqual(changed.SubJobList[0], subJob('v1', 'Init', 0));
  });

  it('show a video in the queue as waiting, as the batch does', () => {
    const changed = changeBatch(batch, { batchJobId: 'b1', jobId: 'v2', status: 'Queuing' });
    assert.equal(changed.SubJobList[1]?.Status, 'Init');
  });

  it('change nothing of another batch', () => {
    assert.equal(changeBatch(batch, { batchJobId: 'b2', status: 'Failed' }), batch);
    const page = { EditingBatchJobList: [{ JobId: 'b1', Status: 'Init' } as BatchRow] };
    assert.equal(changeRows(page, { batchJobId: 'b2', status: 'Failed' }), page);
    assert.equal(changeRows(page, { batchJobId: 'b1', jobId: 'v1', status: 'Failed' }), page);
  });

  it('change the state of a row of the list', () => {
    const page = {
      EditingBatchJobList: [
        { JobId: 'b0', Status: 'Init' } as BatchRow,
        { JobId: 'b1', Status: 'Init' } as BatchRow,
      ],
    };
    const changed = changeRows(page, { batchJobId: 'b1', status: 'Finished' });
    assert.deepEqual(
      changed.EditingBatchJobList.map(({ Status }) => Status),
      ['Init', 'Finished'],
    );
  });

  it('ask for more only where more has changed than they say', () => {
    assert.equal(asksForMore({ batchJobId: 'b1', jobId: 'v1', status: 'Processing', progress: 3 }), false);
    assert.equal(asksForMore({ batchJobId: 'b1', jobId: 'v1', status: 'Success' }), true);
    assert.equal(asksForMore({ batchJobId: 'b1', jobId: 'v1', status: 'Failed' }), true);
    assert.equal(asksForMore({ batchJobId: 'b1', status: 'Processing' }), true);
  });

  it('are read as they are sent, and ignored when they are something else', () => {
    assert.deepEqual(readJobEvent('{"batchJobId":"b1","status":"Init"}'), {
      batchJobId: 'b1',
      status: 'Init',
    });
    for (const text of ['null', '1', '{}', '{"batchJobId":1,"status":"Init"}']) {
      assert.equal(readJobEvent(text), null, text);
    }
  });
});

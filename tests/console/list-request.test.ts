import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { batchJobTypes } from '../../src/batch/job-types.ts';
import {
  batchStatuses,
  isFiltered,
  type JobFilters,
  jobTypes,
  listRequest,
  pageSizes,
  readFilters,
  writeFilters,
} from '../../src/console/jobs/list-request.ts';
import { operations } from '../../src/operations/registry.ts';

const moment = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);

const filters: fc.Arbitrary<JobFilters> = fc.record({
  id: fc.oneof(fc.constant(''), fc.stringMatching(/^[0-9a-f]{32}$/)),
  type: fc.constantFrom('' as const, ...jobTypes),
  status: fc.constantFrom('' as const, ...batchStatuses),
  from: fc.oneof(fc.constant(''), moment),
  to: fc.oneof(fc.constant(''), moment),
  order: fc.constantFrom('desc' as const, 'asc' as const),
  size: fc.constantFrom(...pageSizes),
});

describe('the filters of the list of jobs', () => {
  it('come back from the address as they were written into it', () => {
    fc.assert(
      fc.property(filters, (wanted) => {
        const address = writeFilters(wanted).toString();
        assert.deepEqual(readFilters(new URLSearchParams(address)), { ...wanted });
      }),
    );
  });

  it('leave the address empty for the list of all jobs', () => {
    const all = readFilters(new URLSearchParams());
    assert.equal(writeFilters(all).toString(), '');
    assert.equal(isFiltered(all), false);
  });

  it('drop what makes no sense in an address', () => {
    const search = new URLSearchParams('state=Gone&type=Poem&from=yesterday&order=up&size=7&id=%20abc%20');
    assert.deepEqual(readFilters(search), {
      id: 'abc',
      type: '',
      status: '',
      from: '',
      to: '',
      order: 'desc',
      size: 20,
    });
  });

  it('bring a time of any zone to UTC', () => {
    assert.equal(
      readFilters(new URLSearchParams('from=2026-06-01T02:00:00%2B02:00')).from,
      '2026-06-01T00:00:00Z',
    );
  });

  it('become a call that the operation accepts, with every filter that is set and no other', async () => {
    const operation = operations.get('2020-11-09 ListBatchMediaProducingJobs');
    assert.ok(operation);
    fc.assert(
      fc.property(filters, fc.option(fc.constant('token'), { nil: undefined }), (wanted, token) => {
        const request = listRequest(wanted, token);
        assert.equal(operation.input.safeParse(request).success, true);
        assert.equal(request.Status ?? '', wanted.status);
        assert.equal(request.JobType ?? '', wanted.type);
        assert.equal(request.StartTime ?? '', wanted.from);
        assert.equal(request.EndTime ?? '', wanted.to);
        assert.equal(request.JobId ?? '', wanted.id);
        assert.equal(request.NextToken, token);
        assert.equal(request.MaxResults, wanted.size);
      }),
    );
  });

  it('offer every type of job that the server knows', () => {
    assert.deepEqual([...jobTypes], [...batchJobTypes]);
  });
});

import * as assert from 'node:assert/strict';
import {
  certificateOperationByName,
  certificateResponseByName,
  certificateResponses,
} from '../../../../src/audit/reference/certificateEvents';
import { commandTypeByCode, commandTypeByName } from '../../../../src/audit/reference/commandTypes';
import { logTypeByCode, logTypeByName } from '../../../../src/audit/reference/logTypes';
import {
  responseByCode,
  responseByText,
  responses,
} from '../../../../src/audit/reference/responses';
import { userTypeByCode, userTypeByName } from '../../../../src/audit/reference/userTypes';

describe('the command types', () => {
  it('should be found by name and by code', () => {
    assert.equal(commandTypeByName('CN_MGMT_CMD')?.code, 0n);
    assert.equal(commandTypeByCode(0x9n)?.name, 'CN_CERT_AUTH_CMD');
    assert.equal(commandTypeByCode(1n), undefined);
  });
});

describe('the log types', () => {
  it('should be found by name and by code', () => {
    assert.equal(logTypeByName('MGMT_USER_DETAILS_LOG')?.code, 2n);
    assert.equal(logTypeByCode(16n)?.name, 'TIME_INFO_LOG');
    assert.equal(logTypeByCode(5n)?.name, 'UNKNOWN_LOG_TYPE');
    assert.equal(logTypeByCode(3n), undefined);
  });

  it('should know names whose number is not public', () => {
    assert.equal(logTypeByName('GENERIC_LOG')?.code, undefined);
    assert.ok(logTypeByName('PARTITION_BACKUP_RESTORE_LOG'));
  });
});

describe('the user types', () => {
  it('should have the role under its old and its new name', () => {
    const officer = userTypeByCode(2n);
    assert.equal(officer?.name, 'CN_CRYPTO_OFFICER');
    assert.equal(officer.short, 'CO');
    assert.equal(officer.role, 'crypto officer');
    assert.equal(officer.cliRole, 'admin');
  });

  it('should have the numbers that the documentation prints', () => {
    assert.equal(userTypeByName('CN_CRYPTO_USER')?.code, 1n);
    assert.equal(userTypeByName('CN_APPLIANCE_USER')?.code, 5n);
    assert.equal(userTypeByName('CN_CRYPTO_PRE_OFFICER')?.code, 6n);
  });
});

describe('the responses', () => {
  it('should be found by their decimal number', () => {
    assert.equal(responseByCode(0n)?.name, 'SUCCESS');
    assert.equal(responseByCode(163n)?.name, 'RET_USER_LOGIN_FAILURE');
    assert.equal(responseByCode(0xbbn)?.name, 'This operation is already in progress');
    assert.equal(responseByCode(1n), undefined);
  });

  it('should be found by their text where no number is public', () => {
    assert.equal(responseByText('RET_MXN_AUTH_FAILED')?.code, undefined);
    assert.equal(responseByText('something else'), undefined);
  });

  it('should give the cause and the remedy of every failure, and of no success', () => {
    for (const { name, code, usualCause, whatToDo } of responses) {
      const success = code === 0n;
      assert.equal(usualCause === undefined, success, name);
      assert.equal(whatToDo === undefined, success, name);
    }
  });

  it('should take an unknown user for the same trouble under both of its numbers', () => {
    assert.equal(responseByCode(157n)?.whatToDo, responseByCode(206n)?.whatToDo);
  });

  it('should say where each was seen', () => {
    for (const { name, seenIn } of responses) assert.ok(seenIn.length > 0, name);
    assert.deepEqual(responseByCode(0x30000085n)?.seenIn, ['client']);
  });
});

describe('the events of certificate storage', () => {
  it('should know every operation that AWS lists', () => {
    for (const name of ['CreateObject', 'DestroyObject', 'SetAttributeValues']) {
      assert.equal(certificateOperationByName(name)?.name, name);
    }
    assert.equal(certificateOperationByName('GetAttributeValue'), undefined);
  });

  it('should know every response that AWS lists', () => {
    assert.deepEqual(
      certificateResponses.map(({ name }) => name),
      [
        'OK',
        'DuplicateAttribute',
        'InvalidAttributeValue',
        'ObjectNotFound',
        'MaxObjectsReached',
        'InternalFailure',
      ],
    );
  });

  it('should give the cause and the remedy of every failure, and of no success', () => {
    for (const { name, usualCause, whatToDo } of certificateResponses) {
      assert.equal(usualCause === undefined, name === 'OK', name);
      assert.equal(whatToDo === undefined, name === 'OK', name);
    }
    assert.equal(certificateResponseByName('OK')?.usualCause, undefined);
  });
});

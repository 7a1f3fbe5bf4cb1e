const { TestEnvironment } = require('jest-environment-node');

/** Lets hooks after a test know whether it failed, so that they can tell what was there to see. */
module.exports = class Environment extends TestEnvironment {
  handleTestEvent(event) {
    if (event.name === 'test_start') this.global.testFailed = false;
    if (event.name === 'test_fn_failure') this.global.testFailed = true;
  }
};

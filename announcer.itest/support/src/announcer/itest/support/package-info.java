/** What the tests of the whole product share: products that run, and judges of what is heard. Each class is used by one thread at a time. */
package announcer.itest.support;

/** The browser tests' Chromium, and the product's pages as a person uses them. All of it is used by the test's thread. */
package announcer.itest.support.browser;

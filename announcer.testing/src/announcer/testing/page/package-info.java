/** Rules for the files of pages, for the tests of the bundles that have some. Runs on a test's thread. */
package announcer.testing.page;

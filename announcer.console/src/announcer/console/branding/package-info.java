/** What the console's pages are called, and by which picture they are known. Holds nothing; runs on the HTTP server's threads. */
package announcer.console.branding;

/** How texts are said: the lexicons, and a text tried out. Handlers run on the server's threads. */
package announcer.web.lexicon;

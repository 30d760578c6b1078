/** The bundle's components: the services, their thread, and the configured grammars as they come and go. */
package announcer.lexicon;

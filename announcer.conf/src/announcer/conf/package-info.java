/** The bundle's activator and the service that keeps {@code conf/} and Configuration Admin in agreement for as long as there is one. Started and stopped on the framework's threads; the work is done on the thread {@code announcer-conf}. */
package announcer.conf;

/** The health checks, their results, and the servlet that shows them. Checks run on the threads of Felix's health check executor, the servlet on those of the HTTP server. */
package announcer.monitor.health;

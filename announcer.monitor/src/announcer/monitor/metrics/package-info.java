/** Metrics in the formats of Prometheus, and the servlet that shows them; made anew at each request. Runs on the HTTP server's threads. */
package announcer.monitor.metrics;

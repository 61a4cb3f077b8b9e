/** What is shown as HTML, in notebooks above all. */
package io.keras4j.html;

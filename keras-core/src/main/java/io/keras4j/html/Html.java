package io.keras4j.html;

/**
 * What can be shown as HTML. Notebooks with module keras-notebooks on their class path show it so when it is the value of a cell; elsewhere
 * {@code display(html.toHtml(), "text/html")} or the like does it.
 */
public interface Html {
    /** This as a piece of HTML that needs no style sheet. */
    String toHtml();
}

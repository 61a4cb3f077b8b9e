package io.keras4j.notebooks;

import io.keras4j.html.Html;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/**
 * Lets <a href="https://github.com/dflib/jjava">JJava</a>, a Jupyter kernel for Java, show what is {@link Html} as such when it is the value
 * of a cell: models, histories, confusion matrices and others. The kernel finds this class as soon as it is on its class path.
 */
public final class HtmlExtension implements Extension {
    @Override
    public void install(BaseKernel kernel) {
        register(kernel.getRenderer());
    }

    static void register(Renderer renderer) {
        renderer.createRegistration(Html.class)
                .preferring(MIMEType.TEXT_HTML)
                .supporting(MIMEType.TEXT_PLAIN)
                .register((html, context) -> {
                    context.renderIfRequested(MIMEType.TEXT_HTML, html::toHtml);
                    context.renderIfRequested(MIMEType.TEXT_PLAIN, html::toString);
                });
    }
}

/** Models, and the interface of the file formats that they are saved in. */
package io.keras4j.models;

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
</context>
<context>
    <name>AccountButton</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lädt …</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Arbeitet …</translation>
    </message>
</context>
<context>
    <name>Ago</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>{count:hour|hours} ago</source>
        <translation>vor {count:Stunde|Stunden}</translation>
    </message>
    <message>
        <source>{count:minute|minutes} ago</source>
        <translation>vor {count:Minute|Minuten}</translation>
    </message>
</context>
<context>
    <name>AskLine</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Attempt</name>
    <message>
        <source>Left out: {names}</source>
        <translation>Ausgelassen: {names}</translation>
    </message>
    <message>
        <source>Nothing changed.</source>
        <translation>Nichts geändert.</translation>
    </message>
    <message>
        <source>Pasted {count:row|rows}</source>
        <translation>{count:Zeile|Zeilen} eingefügt</translation>
    </message>
    <message>
        <source>{text}; left out: {names}</source>
        <translation>{text}; ausgelassen: {names}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>BlockReport</name>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Do &amp;nothing</source>
        <translation>&amp;Nichts ausführen</translation>
    </message>
    <message>
        <source>Do the &amp;rest ({count:cell|cells})</source>
        <translation>Den &amp;Rest ausführen ({count:Zelle|Zellen})</translation>
    </message>
    <message>
        <source>Do the &amp;rest ({count:row|rows})</source>
        <translation>Den &amp;Rest ausführen ({count:Zeile|Zeilen})</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Not possible in {bad:row|rows} out of {rows}. Nothing has been changed yet.</source>
        <translation>Nicht möglich in {bad:Zeile|Zeilen} von {rows}. Noch ist nichts geändert.</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Row pasted</source>
        <translation>Eingefügte Zeile</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
</context>
<context>
    <name>CalendarPopup</name>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Nächster Monat</translation>
    </message>
    <message>
        <source>Previous month</source>
        <translation>Voriger Monat</translation>
    </message>
</context>
<context>
    <name>CellEditing</name>
    <message>
        <source>This text is too long to be edited here: {count:character|characters}.</source>
        <translation>Dieser Text ist zu lang, um hier bearbeitet zu werden: {count:Zeichen|Zeichen}.</translation>
    </message>
    <message>
        <source>You may not add records here.</source>
        <translation>Hier dürfen Sie keine Datensätze anlegen.</translation>
    </message>
    <message>
        <source>{label} cannot be changed.</source>
        <translation>{label} kann nicht geändert werden.</translation>
    </message>
</context>
<context>
    <name>CellEditor</name>
    <message>
        <source>What you typed after “{label}” was not taken.</source>
        <translation>Was nach „{label}“ getippt wurde, ist nicht übernommen.</translation>
    </message>
</context>
<context>
    <name>ChangeRow</name>
    <message>
        <source>%1 (undone)</source>
        <translation>%1 (rückgängig gemacht)</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>Wiederholt: %1</translation>
    </message>
    <message>
        <source>The database was upgraded</source>
        <translation>Die Datenbank wurde erneuert</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>Das Programm</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Rückgängig gemacht: %1</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message>
        <source>&amp;Leave them out and import the rest ({count})</source>
        <translation>Diese aus&amp;lassen und den Rest importieren ({count})</translation>
    </message>
    <message>
        <source>&amp;Save bad rows…</source>
        <translation>Fehlerhafte Zeilen &amp;speichern …</translation>
    </message>
    <message>
        <source>All {count:row|rows} can be imported.</source>
        <translation>Alle {count:Zeile|Zeilen} können importiert werden.</translation>
    </message>
    <message>
        <source>Save these rows as a file, mend them there, then import that file; the columns stay as chosen.</source>
        <translation>Speichern Sie diese Zeilen als Datei, berichtigen Sie sie dort und importieren Sie dann diese Datei; die Spalten bleiben wie gewählt.</translation>
    </message>
    <message>
        <source>The row can be imported.</source>
        <translation>Die Zeile kann importiert werden.</translation>
    </message>
    <message>
        <source>{count:row has|rows have} errors, out of {rows}.</source>
        <translation>{count:Zeile|Zeilen} mit Fehlern, von {rows}.</translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation>{count} geändert</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>{count} neu</translation>
    </message>
    <message>
        <source>{count} unchanged</source>
        <translation>{count} unverändert</translation>
    </message>
    <message>
        <source>{name} to mend</source>
        <translation>{name} zu berichtigen</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
</context>
<context>
    <name>ClockEditor</name>
    <message>
        <source>Calendar (F4)</source>
        <translation>Kalender (F4)</translation>
    </message>
</context>
<context>
    <name>CollectionChooser</name>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>No collection is called like that</source>
        <translation>Keine Sammlung heißt so</translation>
    </message>
    <message>
        <source>Which collection?</source>
        <translation>Welche Sammlung?</translation>
    </message>
</context>
<context>
    <name>ColumnCommands</name>
    <message>
        <source>All columns scroll again.</source>
        <translation>Alle Spalten bewegen sich wieder.</translation>
    </message>
    <message>
        <source>One column has to stay.</source>
        <translation>Eine Spalte muss bleiben.</translation>
    </message>
    <message>
        <source>The columns up to here stay in view as far as there is room.</source>
        <translation>Die Spalten bis hierher bleiben im Blick, soweit Platz ist.</translation>
    </message>
    <message>
        <source>The columns up to here stay in view.</source>
        <translation>Die Spalten bis hierher bleiben im Blick.</translation>
    </message>
    <message>
        <source>{label} is hidden.</source>
        <translation>{label} ist ausgeblendet.</translation>
    </message>
</context>
<context>
    <name>ColumnsStep</name>
    <message>
        <source>&amp;Records that are there already</source>
        <translation>Schon vorhandene &amp;Datensätze</translation>
    </message>
    <message>
        <source>As it would be stored</source>
        <translation>So würde es gespeichert</translation>
    </message>
    <message>
        <source>Change the record with the same value of “{label}”</source>
        <translation>Den Datensatz mit demselben Wert in „{label}“ ändern</translation>
    </message>
    <message>
        <source>Choose the column of: {labels}.</source>
        <translation>Wählen Sie die Spalte für: {labels}.</translation>
    </message>
    <message>
        <source>Stay as they are: every row is a new record</source>
        <translation>Bleiben, wie sie sind: jede Zeile ist ein neuer Datensatz</translation>
    </message>
    <message>
        <source>The first rows as they would be stored</source>
        <translation>Die ersten Zeilen, wie sie gespeichert würden</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>&amp;Actual Size</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>&amp;All Commands…</source>
        <translation>&amp;Alle Befehle …</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Collapse Sidebar</source>
        <translation>Seiten&amp;leiste einklappen</translation>
    </message>
    <message>
        <source>&amp;Columns Shown…</source>
        <translation>Gezeigte S&amp;palten …</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Dashboard</source>
        <translation>Übersi&amp;cht</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Edit Cell</source>
        <translation>&amp;Zelle bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Filter Row</source>
        <translation>&amp;Filterzeile</translation>
    </message>
    <message>
        <source>&amp;Find and Replace…</source>
        <translation>Su&amp;chen und ersetzen …</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>&amp;Give Up</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Go Anywhere…</source>
        <translation>&amp;Überallhin …</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Hide Column</source>
        <translation>Spalte ausbl&amp;enden</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>&amp;Insert Row</source>
        <translation>Zeile &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Narrower Column</source>
        <translation>Schm&amp;alere Spalte</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation>&amp;Neu …</translation>
    </message>
    <message>
        <source>&amp;Next Collection</source>
        <translation>&amp;Nächste Sammlung</translation>
    </message>
    <message>
        <source>&amp;Now</source>
        <translation>&amp;Jetzt</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Previous Collection</source>
        <translation>Vori&amp;ge Sammlung</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>Datensat&amp;z</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>&amp;Save Row</source>
        <translation>Zeile &amp;speichern</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Superuser or Not</source>
        <translation>&amp;Administrator oder nicht</translation>
    </message>
    <message>
        <source>&amp;Totals</source>
        <translation>S&amp;ummen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>Ben&amp;utzer</translation>
    </message>
    <message>
        <source>&amp;Values of This Column…</source>
        <translation>&amp;Werte dieser Spalte …</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Wider Column</source>
        <translation>&amp;Breitere Spalte</translation>
    </message>
    <message>
        <source>A new record with the values of this one</source>
        <translation>Ein neuer Datensatz mit den Werten von diesem</translation>
    </message>
    <message>
        <source>A screen down</source>
        <translation>Eine Bildschirmseite nach unten</translation>
    </message>
    <message>
        <source>A screen up</source>
        <translation>Eine Bildschirmseite nach oben</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Add This Column to the &amp;Sort</source>
        <translation>Diese Spalte der &amp;Sortierung hinzufügen</translation>
    </message>
    <message>
        <source>Allow or Stop Signing &amp;In</source>
        <translation>Anmelden &amp;erlauben oder sperren</translation>
    </message>
    <message>
        <source>Bring records in from a file</source>
        <translation>Datensätze aus einer Datei holen</translation>
    </message>
    <message>
        <source>Cell &amp;Menu</source>
        <translation>Zellen&amp;menü</translation>
    </message>
    <message>
        <source>Change account, password, language, appearance and keys; data and backups</source>
        <translation>Konto, Passwort, Sprache, Aussehen und Tasten ändern; Daten und Sicherungen</translation>
    </message>
    <message>
        <source>Change between the light and the dark look</source>
        <translation>Zwischen hellem und dunklem Aussehen wechseln</translation>
    </message>
    <message>
        <source>Change whether this user may see and change everything</source>
        <translation>Ändern, ob dieser Benutzer alles sehen und ändern darf</translation>
    </message>
    <message>
        <source>Change whether this user may sign in</source>
        <translation>Ändern, ob dieser Benutzer sich anmelden darf</translation>
    </message>
    <message>
        <source>Clear Cells</source>
        <translation>Zellen leeren</translation>
    </message>
    <message>
        <source>Colu&amp;mn</source>
        <translation>S&amp;palte</translation>
    </message>
    <message>
        <source>Column &amp;Menu</source>
        <translation>Spalten&amp;menü</translation>
    </message>
    <message>
        <source>Column S&amp;ummary</source>
        <translation>Spalten&amp;überblick</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Columns &amp;as They Come</source>
        <translation>Spalten wie am Anfan&amp;g</translation>
    </message>
    <message>
        <source>Cop&amp;y As…</source>
        <translation>Ko&amp;pieren als …</translation>
    </message>
    <message>
        <source>Copy as CSV, JSON, Markdown, or as SQL that adds the rows to another database, without ids</source>
        <translation>Als CSV, JSON, Markdown kopieren oder als SQL, das die Zeilen ohne ihre Kennungen in eine andere Datenbank einfügt</translation>
    </message>
    <message>
        <source>Copy with &amp;Headers</source>
        <translation>&amp;Mit Überschriften kopieren</translation>
    </message>
    <message>
        <source>Count, distinct values, least, greatest and how they are spread</source>
        <translation>Anzahl, verschiedene Werte, kleinster, größter und wie sie verteilt sind</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Ausschnei&amp;den</translation>
    </message>
    <message>
        <source>Delete the selected records; can be undone</source>
        <translation>Die ausgewählten Datensätze löschen; kann rückgängig gemacht werden</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Down, after Tabs to where they began</source>
        <translation>Nach unten, nach Tabs dorthin, wo sie begannen</translation>
    </message>
    <message>
        <source>Dup&amp;licate…</source>
        <translation>Du&amp;plizieren …</translation>
    </message>
    <message>
        <source>Edit Cell in a Large Bo&amp;x</source>
        <translation>Zelle im großen &amp;Feld bearbeiten</translation>
    </message>
    <message>
        <source>Every value with how often it comes, to tick several</source>
        <translation>Jeder Wert mit seiner Häufigkeit, um mehrere anzuhaken</translation>
    </message>
    <message>
        <source>F&amp;ill Down</source>
        <translation>Nach &amp;unten ausfüllen</translation>
    </message>
    <message>
        <source>F&amp;it Column to Its Content</source>
        <translation>Spalte an den &amp;Inhalt anpassen</translation>
    </message>
    <message>
        <source>Fill Se&amp;lection</source>
        <translation>Auswahl ausf&amp;üllen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter &amp;by This Cell</source>
        <translation>&amp;Nach dieser Zelle filtern</translation>
    </message>
    <message>
        <source>Filter by this column; once more to close the row</source>
        <translation>Nach dieser Spalte filtern; noch einmal schließt die Zeile</translation>
    </message>
    <message>
        <source>Find &amp;Next</source>
        <translation>&amp;Weitersuchen</translation>
    </message>
    <message>
        <source>Find &amp;Previous</source>
        <translation>&amp;Rückwärts suchen</translation>
    </message>
    <message>
        <source>Find a command by its name and run it</source>
        <translation>Einen Befehl nach dem Namen finden und ausführen</translation>
    </message>
    <message>
        <source>Find a page or a record by its name</source>
        <translation>Eine Seite oder einen Datensatz nach dem Namen finden</translation>
    </message>
    <message>
        <source>First cell of the row</source>
        <translation>Erste Zelle der Zeile</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>Erste Zeile</translation>
    </message>
    <message>
        <source>For texts of several lines; Shift+Enter keeps what was typed</source>
        <translation>Für Texte aus mehreren Zeilen; Umschalt+Eingabe behält das Getippte</translation>
    </message>
    <message>
        <source>Form as Pa&amp;ge</source>
        <translation>&amp;Formular als Seite</translation>
    </message>
    <message>
        <source>Free&amp;ze up to This Column</source>
        <translation>Bis zu dieser Spalte fi&amp;xieren</translation>
    </message>
    <message>
        <source>Give the form the whole page, or put it beside the table again</source>
        <translation>Dem Formular die ganze Seite geben oder es wieder neben die Tabelle stellen</translation>
    </message>
    <message>
        <source>Give this user a new password</source>
        <translation>Diesem Benutzer ein neues Passwort geben</translation>
    </message>
    <message>
        <source>Give up what takes long; a change that is stopped leaves everything as it was</source>
        <translation>Aufgeben, was lange dauert; eine abgebrochene Änderung lässt alles, wie es war</translation>
    </message>
    <message>
        <source>Go back to a filter, sort and columns kept under a name</source>
        <translation>Zurück zu Filter, Sortierung und Spalten, die unter einem Namen gespeichert sind</translation>
    </message>
    <message>
        <source>Go to &amp;Row…</source>
        <translation>Zur Ze&amp;ile …</translation>
    </message>
    <message>
        <source>Last cell of the row</source>
        <translation>Letzte Zelle der Zeile</translation>
    </message>
    <message>
        <source>Last row</source>
        <translation>Letzte Zeile</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Left edge of the block</source>
        <translation>Linker Rand des Blocks</translation>
    </message>
    <message>
        <source>Let somebody else sign in; nothing of what you saw stays</source>
        <translation>Jemand anderen anmelden lassen; nichts, was Sie gesehen haben, bleibt stehen</translation>
    </message>
    <message>
        <source>Light or &amp;Dark</source>
        <translation>Hell oder &amp;dunkel</translation>
    </message>
    <message>
        <source>Lower edge of the block</source>
        <translation>Unterer Rand des Blocks</translation>
    </message>
    <message>
        <source>Move Column &amp;Left</source>
        <translation>Spalte nach &amp;links</translation>
    </message>
    <message>
        <source>Move Column &amp;Right</source>
        <translation>Spalte nach &amp;rechts</translation>
    </message>
    <message>
        <source>Next &amp;Unsaved</source>
        <translation>Nächstes &amp;Ungespeichertes</translation>
    </message>
    <message>
        <source>Next P&amp;ane</source>
        <translation>Nächster &amp;Bereich</translation>
    </message>
    <message>
        <source>Next cell</source>
        <translation>Nächste Zelle</translation>
    </message>
    <message>
        <source>On macOS, where Cmd+Space is the system&apos;s, it is Cmd+Shift+Space</source>
        <translation>Unter macOS, wo Cmd+Leertaste dem System gehört: Cmd+Umschalt+Leertaste</translation>
    </message>
    <message>
        <source>Open in &amp;Form</source>
        <translation>Im &amp;Formular öffnen</translation>
    </message>
    <message>
        <source>Paste as Ne&amp;w Rows</source>
        <translation>Als &amp;neue Zeilen einfügen</translation>
    </message>
    <message>
        <source>Previous cell</source>
        <translation>Vorige Zelle</translation>
    </message>
    <message>
        <source>Remove This Vie&amp;w</source>
        <translation>Diese Ansicht entfer&amp;nen</translation>
    </message>
    <message>
        <source>Replace text in the selection or in everything shown; on macOS Cmd+H hides</source>
        <translation>Text in der Auswahl oder in allem Gezeigten ersetzen; unter macOS blendet Cmd+H aus</translation>
    </message>
    <message>
        <source>Reset &amp;Password…</source>
        <translation>&amp;Passwort zurücksetzen …</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Right edge of the block</source>
        <translation>Rechter Rand des Blocks</translation>
    </message>
    <message>
        <source>S&amp;ort by This Column</source>
        <translation>Nach dieser Spalte s&amp;ortieren</translation>
    </message>
    <message>
        <source>Save &amp;This View…</source>
        <translation>Diese Ansic&amp;ht speichern …</translation>
    </message>
    <message>
        <source>Save what the table shows as a file</source>
        <translation>Speichern, was die Tabelle zeigt, als Datei</translation>
    </message>
    <message>
        <source>Saved &amp;Views…</source>
        <translation>Gespeicherte Ansi&amp;chten …</translation>
    </message>
    <message>
        <source>Second &amp;Window</source>
        <translation>Zweites &amp;Fenster</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>Select Colu&amp;mn</source>
        <translation>Spa&amp;lte auswählen</translation>
    </message>
    <message>
        <source>Select R&amp;ow</source>
        <translation>Ze&amp;ile auswählen</translation>
    </message>
    <message>
        <source>Select a screen down</source>
        <translation>Eine Bildschirmseite nach unten auswählen</translation>
    </message>
    <message>
        <source>Select a screen up</source>
        <translation>Eine Bildschirmseite nach oben auswählen</translation>
    </message>
    <message>
        <source>Select downwards</source>
        <translation>Nach unten auswählen</translation>
    </message>
    <message>
        <source>Select to the end of the row</source>
        <translation>Bis zum Ende der Zeile auswählen</translation>
    </message>
    <message>
        <source>Select to the first row</source>
        <translation>Bis zur ersten Zeile auswählen</translation>
    </message>
    <message>
        <source>Select to the last row</source>
        <translation>Bis zur letzten Zeile auswählen</translation>
    </message>
    <message>
        <source>Select to the left</source>
        <translation>Nach links auswählen</translation>
    </message>
    <message>
        <source>Select to the left edge</source>
        <translation>Bis zum linken Rand auswählen</translation>
    </message>
    <message>
        <source>Select to the lower edge</source>
        <translation>Bis zum unteren Rand auswählen</translation>
    </message>
    <message>
        <source>Select to the right</source>
        <translation>Nach rechts auswählen</translation>
    </message>
    <message>
        <source>Select to the right edge</source>
        <translation>Bis zum rechten Rand auswählen</translation>
    </message>
    <message>
        <source>Select to the start of the row</source>
        <translation>Bis zum Anfang der Zeile auswählen</translation>
    </message>
    <message>
        <source>Select to the upper edge</source>
        <translation>Bis zum oberen Rand auswählen</translation>
    </message>
    <message>
        <source>Select upwards</source>
        <translation>Nach oben auswählen</translation>
    </message>
    <message>
        <source>Set to Null</source>
        <translation>Auf Null setzen</translation>
    </message>
    <message>
        <source>Show &amp;Everything</source>
        <translation>Alles z&amp;eigen</translation>
    </message>
    <message>
        <source>Sign &amp;Out</source>
        <translation>&amp;Abmelden</translation>
    </message>
    <message>
        <source>Space ticks one and leaves the list open, Enter closes it</source>
        <translation>Leertaste hakt an, und die Liste bleibt offen; die Eingabetaste schließt sie</translation>
    </message>
    <message>
        <source>Stop the Wor&amp;k Under Way</source>
        <translation>Laufende Arbeit ab&amp;brechen</translation>
    </message>
    <message>
        <source>Superuser</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>The columns up to this one stay in view; once more to let them go</source>
        <translation>Die Spalten bis zu dieser bleiben im Blick; noch einmal löst sie</translation>
    </message>
    <message>
        <source>The current cell&apos;s value into all selected cells</source>
        <translation>Der Wert der aktuellen Zelle in alle ausgewählten Zellen</translation>
    </message>
    <message>
        <source>The first selected row&apos;s values into the others; one cell gets the one above</source>
        <translation>Die Werte der ersten ausgewählten Zeile in die anderen; eine einzelne Zelle bekommt den darüber</translation>
    </message>
    <message>
        <source>This page in another window beside this one</source>
        <translation>Diese Seite in einem weiteren Fenster neben diesem</translation>
    </message>
    <message>
        <source>To the next cell with what is searched for</source>
        <translation>Zur nächsten Zelle mit dem Gesuchten</translation>
    </message>
    <message>
        <source>To the next row or form here with something typed that is not saved</source>
        <translation>Zur nächsten Zeile oder zum nächsten Formular hier, in denen Getipptes nicht gespeichert ist</translation>
    </message>
    <message>
        <source>To&amp;day</source>
        <translation>&amp;Heute</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Upper edge of the block</source>
        <translation>Oberer Rand des Blocks</translation>
    </message>
    <message>
        <source>Value from A&amp;bove</source>
        <translation>Wert von &amp;oben</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>With nothing to save in this row, to one that could not be saved</source>
        <translation>Ist in dieser Zeile nichts zu speichern, zu einer, die nicht gespeichert werden konnte</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>abort interrupt</source>
        <translation>abbrechen stoppen anhalten</translation>
    </message>
    <message>
        <source>add create</source>
        <translation>hinzufügen anlegen erstellen</translation>
    </message>
    <message>
        <source>clear filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>clone copy</source>
        <translation>klonen kopieren</translation>
    </message>
    <message>
        <source>download csv excel</source>
        <translation>herunterladen csv excel</translation>
    </message>
    <message>
        <source>exit close</source>
        <translation>verlassen schließen</translation>
    </message>
    <message>
        <source>find</source>
        <translation>finden</translation>
    </message>
    <message>
        <source>hotkeys help</source>
        <translation>Tastenkürzel Hilfe</translation>
    </message>
    <message>
        <source>larger bigger</source>
        <translation>größer</translation>
    </message>
    <message>
        <source>load csv excel</source>
        <translation>laden csv excel</translation>
    </message>
    <message>
        <source>log out logout</source>
        <translation>ausloggen logout</translation>
    </message>
    <message>
        <source>order</source>
        <translation>ordnen reihenfolge</translation>
    </message>
    <message>
        <source>preferences options theme</source>
        <translation>Optionen Vorlieben Design</translation>
    </message>
    <message>
        <source>reload update</source>
        <translation>neu laden</translation>
    </message>
    <message>
        <source>remove erase</source>
        <translation>entfernen</translation>
    </message>
    <message>
        <source>revert</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>smaller</source>
        <translation>kleiner</translation>
    </message>
    <message>
        <source>theme dark mode appearance</source>
        <translation>Design Dunkelmodus Aussehen</translation>
    </message>
</context>
<context>
    <name>Completion</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>Contents</name>
    <message>
        <source>&amp;Clear search</source>
        <translation>Suche &amp;leeren</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>Add the first one by hand, or bring them in from a file.</source>
        <translation>Legen Sie den ersten Eintrag von Hand an, oder holen Sie Einträge aus einer Datei.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lädt …</translation>
    </message>
    <message>
        <source>No matches</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>No {noun} yet</source>
        <translation>Noch keine {noun}</translation>
    </message>
    <message>
        <source>Nothing fits this search.</source>
        <translation>Nichts passt zu dieser Suche.</translation>
    </message>
    <message>
        <source>Re&amp;try</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>The rows could not be read</source>
        <translation>Die Zeilen konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>There is no row here to type into.</source>
        <translation>Hier ist keine Zeile, in die getippt werden kann.</translation>
    </message>
</context>
<context>
    <name>CopyRow</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message>
        <source>Copied the first {rows} of {total:row|rows}; Ctrl+E saves all of them as a file</source>
        <translation>Die ersten {rows} von {total:Zeile|Zeilen} kopiert; Strg+E speichert alle als Datei</translation>
    </message>
    <message>
        <source>Copied {rows:row|rows}</source>
        <translation>{rows:Zeile|Zeilen} kopiert</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>&amp;Copy report</source>
        <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Keep report</source>
        <translation>Bericht &amp;behalten</translation>
    </message>
    <message>
        <source>And {count} more since then.</source>
        <translation>Und {count} weitere seither.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>It could not be written.</source>
        <translation>Er konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Der Bericht</translation>
    </message>
    <message>
        <source>The report is in {path}</source>
        <translation>Der Bericht liegt in {path}</translation>
    </message>
    <message>
        <source>Unexpected error</source>
        <translation>Unerwarteter Fehler</translation>
    </message>
    <message>
        <source>What was saved is safe; you can go on working. Read the report before you keep or send it.</source>
        <translation>Was gespeichert war, ist sicher; Sie können weiterarbeiten. Lesen Sie den Bericht, bevor Sie ihn behalten oder verschicken.</translation>
    </message>
    <message>
        <source>{name} has made a mistake</source>
        <translation>{name} hat einen Fehler gemacht</translation>
    </message>
</context>
<context>
    <name>Dashboard</name>
    <message>
        <source>Backup made: %1</source>
        <translation>Sicherung erstellt: %1</translation>
    </message>
    <message>
        <source>Undone. Redo: Ctrl+Y</source>
        <translation>Rückgängig gemacht. Wiederholen: Strg+Y</translation>
    </message>
    <message>
        <source>{count:example record|example records} added</source>
        <translation>{count:Beispieldatensatz|Beispieldatensätze} hinzugefügt</translation>
    </message>
</context>
<context>
    <name>DataCard</name>
    <message>
        <source>&amp;Back up now</source>
        <translation>&amp;Jetzt sichern</translation>
    </message>
    <message>
        <source>&amp;Open data folder</source>
        <translation>Datenordner &amp;öffnen</translation>
    </message>
    <message>
        <source>Backup made: %1</source>
        <translation>Gesichert: %1</translation>
    </message>
    <message>
        <source>Data and backups</source>
        <translation>Daten und Sicherungen</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>The data is on a server; whoever runs it makes the backups.</source>
        <translation>Die Daten liegen auf einem Server; wer ihn betreibt, macht die Sicherungen.</translation>
    </message>
    <message>
        <source>There is no backup yet. One is made by itself before each upgrade.</source>
        <translation>Es gibt noch keine Sicherung. Vor jeder Erneuerung wird von selbst eine gemacht.</translation>
    </message>
    <message>
        <source>To put one back, close every window of this data and run: %1</source>
        <translation>Um eine zurückzuspielen, schließen Sie jedes Fenster dieser Daten und rufen auf: %1</translation>
    </message>
</context>
<context>
    <name>DeleteAccount</name>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Delete account</source>
        <translation>Konto löschen</translation>
    </message>
    <message>
        <source>Delete my account…</source>
        <translation>Mein Konto löschen …</translation>
    </message>
    <message>
        <source>Delete your account and everything you own?</source>
        <translation>Ihr Konto und alles, was Ihnen gehört, löschen?</translation>
    </message>
    <message>
        <source>Your account and everything you own are deleted. You cannot undo this.</source>
        <translation>Ihr Konto und alles, was Ihnen gehört, wird gelöscht. Das lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>Departure</name>
    <message>
        <source>Saving…</source>
        <translation>Speichert …</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Install the program again.</source>
        <translation>Installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <source>Some icons are missing; everything works without them.</source>
        <translation>Einige Symbole fehlen; alles funktioniert auch ohne sie.</translation>
    </message>
    <message>
        <source>The disk is full. Make room.</source>
        <translation>Der Datenträger ist voll. Schaffen Sie Platz.</translation>
    </message>
</context>
<context>
    <name>DraftKeeping</name>
    <message>
        <source>Ctrl+S saves it, Esc gives it up.</source>
        <translation>Strg+S speichert sie, Esc verwirft sie.</translation>
    </message>
    <message>
        <source>This was typed before the window was closed.</source>
        <translation>Das wurde getippt, bevor das Fenster geschlossen wurde.</translation>
    </message>
</context>
<context>
    <name>DropArea</name>
    <message>
        <source>Drop a file here</source>
        <translation>Datei hier ablegen</translation>
    </message>
    <message>
        <source>{kinds}; its first row has the names of the columns</source>
        <translation>{kinds}; die erste Zeile nennt die Spalten</translation>
    </message>
</context>
<context>
    <name>ErrorPresenter</name>
    <message>
        <source>Something unexpected happened. The log says where; what is shown may be wrong.</source>
        <translation>Etwas Unerwartetes ist geschehen. Das Protokoll sagt, wo; was zu sehen ist, kann falsch sein.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Spalten</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;What the search finds: {count}</source>
        <translation>&amp;Was die Suche findet: {count}</translation>
    </message>
    <message>
        <source>A&amp;ll records</source>
        <translation>A&amp;lle Datensätze</translation>
    </message>
    <message>
        <source>Export {label}</source>
        <translation>{label} exportieren</translation>
    </message>
    <message>
        <source>Exported {count:row|rows} to {path}</source>
        <translation>{count:Zeile|Zeilen} nach {path} exportiert</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Exportiert …</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>The &amp;selected: {count}</source>
        <translation>&amp;Ausgewählte: {count}</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>Data directory: %1</source>
        <translation>Datenverzeichnis: %1</translation>
    </message>
    <message>
        <source>Re&amp;try</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Restore a &amp;backup…</source>
        <translation>&amp;Sicherung zurückspielen …</translation>
    </message>
    <message>
        <source>The data could not be opened</source>
        <translation>Die Daten konnten nicht geöffnet werden</translation>
    </message>
</context>
<context>
    <name>FieldChoice</name>
    <message>
        <source>&amp;All</source>
        <translation>&amp;Alle</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>&amp;Keine</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>FileDrop</name>
    <message>
        <source>Drop one file at a time: each is imported by itself.</source>
        <translation>Ziehen Sie jeweils nur eine Datei hierher: Jede wird für sich importiert.</translation>
    </message>
    <message>
        <source>Files of this kind cannot be imported. These can: {known}.</source>
        <translation>Dateien dieser Art können nicht importiert werden. Diese schon: {known}.</translation>
    </message>
    <message>
        <source>You may not add records here.</source>
        <translation>Hier dürfen Sie keine Datensätze anlegen.</translation>
    </message>
</context>
<context>
    <name>FileLine</name>
    <message>
        <source>All of these ({patterns})</source>
        <translation>Alle diese ({patterns})</translation>
    </message>
    <message>
        <source>B&amp;rowse…</source>
        <translation>Durchs&amp;uchen …</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>FileStep</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>The first rows of the file</source>
        <translation>Die ersten Zeilen der Datei</translation>
    </message>
</context>
<context>
    <name>Filling</name>
    <message>
        <source>Cleared {count:row|rows}</source>
        <translation>{count:Zeile|Zeilen} geleert</translation>
    </message>
    <message>
        <source>Filled {count:row|rows}</source>
        <translation>{count:Zeile|Zeilen} ausgefüllt</translation>
    </message>
    <message>
        <source>There is no row above.</source>
        <translation>Darüber steht keine Zeile.</translation>
    </message>
    <message>
        <source>{label} holds no date or time.</source>
        <translation>{label} enthält weder Datum noch Uhrzeit.</translation>
    </message>
</context>
<context>
    <name>FilterBox</name>
    <message>
        <source>Filter by {label}</source>
        <translation>Nach {label} filtern</translation>
    </message>
</context>
<context>
    <name>FilterForms</name>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>earlier than</source>
        <translation>früher als</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>later than</source>
        <translation>später als</translation>
    </message>
    <message>
        <source>less than</source>
        <translation>weniger als</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>mehr als</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>this month</source>
        <translation>dieser Monat</translation>
    </message>
    <message>
        <source>this year</source>
        <translation>dieses Jahr</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>2026-01, &gt;today</source>
        <translation>1.2026, &gt;today</translation>
    </message>
    <message>
        <source>5, &gt;5, 1..9</source>
        <translation>5, &gt;5, 1..9</translation>
    </message>
    <message>
        <source>yes, no</source>
        <translation>ja, nein</translation>
    </message>
</context>
<context>
    <name>Filtering</name>
    <message>
        <source>{label} cannot be filtered.</source>
        <translation>Nach {label} kann nicht gefiltert werden.</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>On from the first row</source>
        <translation>Weiter ab der ersten Zeile</translation>
    </message>
    <message>
        <source>On from the last row</source>
        <translation>Weiter ab der letzten Zeile</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>&amp;Add example data</source>
        <translation>Beispie&amp;ldaten hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Import a file…</source>
        <translation>Eine Datei &amp;importieren …</translation>
    </message>
    <message>
        <source>&amp;New record</source>
        <translation>&amp;Neuer Datensatz</translation>
    </message>
    <message>
        <source>Add the first record, bring in a file you have, or look around with example data. Whatever you choose can be undone.</source>
        <translation>Legen Sie den ersten Datensatz an, holen Sie eine vorhandene Datei, oder sehen Sie sich mit Beispieldaten um. Alles davon kann rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>Noch nichts da</translation>
    </message>
</context>
<context>
    <name>FormDraft</name>
    <message>
        <source>What you typed before is here again. It is not saved yet.</source>
        <translation>Ihre früheren Eingaben sind wieder da. Sie sind noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>What you typed before is here again; the record was changed meanwhile.</source>
        <translation>Ihre früheren Eingaben sind wieder da; der Datensatz wurde inzwischen geändert.</translation>
    </message>
</context>
<context>
    <name>Giving</name>
    <message>
        <source>Nothing changed.</source>
        <translation>Nichts geändert.</translation>
    </message>
    <message>
        <source>{text}; left out: {names}</source>
        <translation>{text}; ausgelassen: {names}</translation>
    </message>
</context>
<context>
    <name>GivingUp</name>
    <message>
        <source>What was typed is given up. Undo: Ctrl+Z</source>
        <translation>Die Eingabe ist verworfen. Rückgängig: Strg+Z</translation>
    </message>
</context>
<context>
    <name>GoAnywhere</name>
    <message>
        <source>Go anywhere</source>
        <translation>Überallhin</translation>
    </message>
    <message>
        <source>Go to a page or a record</source>
        <translation>Zu einer Seite oder einem Datensatz</translation>
    </message>
    <message>
        <source>Nothing is called like that</source>
        <translation>Nichts heißt so</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Sucht …</translation>
    </message>
</context>
<context>
    <name>Going</name>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Los</translation>
    </message>
    <message>
        <source>&amp;Row number</source>
        <translation>&amp;Zeilennummer</translation>
    </message>
    <message>
        <source>From 1 to {count}</source>
        <translation>Von 1 bis {count}</translation>
    </message>
    <message>
        <source>Go to row</source>
        <translation>Zur Zeile</translation>
    </message>
    <message>
        <source>Type a whole number from 1 to {count}.</source>
        <translation>Geben Sie eine ganze Zahl von 1 bis {count} ein.</translation>
    </message>
</context>
<context>
    <name>Greeting</name>
    <message>
        <source>Good afternoon</source>
        <translation>Guten Tag</translation>
    </message>
    <message>
        <source>Good afternoon, %1</source>
        <translation>Guten Tag, %1</translation>
    </message>
    <message>
        <source>Good evening</source>
        <translation>Guten Abend</translation>
    </message>
    <message>
        <source>Good evening, %1</source>
        <translation>Guten Abend, %1</translation>
    </message>
    <message>
        <source>Good morning</source>
        <translation>Guten Morgen</translation>
    </message>
    <message>
        <source>Good morning, %1</source>
        <translation>Guten Morgen, %1</translation>
    </message>
</context>
<context>
    <name>Grip</name>
    <message>
        <source>Width of the panel</source>
        <translation>Breite des Seitenbereichs</translation>
    </message>
</context>
<context>
    <name>GrowthCard</name>
    <message>
        <source>+{added} in the last {days:day|days}</source>
        <translation>+{added} in {days:Tag|Tagen}</translation>
    </message>
    <message>
        <source>None added in the last {days:day|days}</source>
        <translation>Nichts Neues in {days:Tag|Tagen}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
</context>
<context>
    <name>HttpCard</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Any free one</source>
        <translation>Irgendein freier</translation>
    </message>
    <message>
        <source>Applies when it is started next</source>
        <translation>Gilt, wenn sie das nächste Mal gestartet wird</translation>
    </message>
    <message>
        <source>HTTP interface</source>
        <translation>HTTP-Schnittstelle</translation>
    </message>
    <message>
        <source>It has ended by itself. Start it again; the log may say why.</source>
        <translation>Sie hat sich von selbst beendet. Starten Sie sie noch einmal; warum, steht vielleicht im Protokoll.</translation>
    </message>
    <message>
        <source>Its documentation</source>
        <translation>Ihre Dokumentation</translation>
    </message>
    <message>
        <source>Lets other programs on this computer read and change the data while you work.</source>
        <translation>Lässt andere Programme auf diesem Rechner die Daten lesen und ändern, während Sie arbeiten.</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>Läuft nicht</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>S&amp;tart</source>
        <translation>S&amp;tarten</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>Anhal&amp;ten</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Schlüssel</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Checking every row; nothing is stored yet.</source>
        <translation>Jede Zeile wird geprüft; noch wird nichts gespeichert.</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Import into {label}</source>
        <translation>In {label} importieren</translation>
    </message>
    <message>
        <source>Import the rest now; mend the file, and import it afterwards.</source>
        <translation>Importieren Sie jetzt die übrigen; berichtigen Sie die Datei und importieren Sie sie danach.</translation>
    </message>
    <message>
        <source>Imported {count:row|rows}.</source>
        <translation>{count:Zeile|Zeilen} importiert.</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Importiert …</translation>
    </message>
    <message>
        <source>Mend the file, then go back and choose it.</source>
        <translation>Berichtigen Sie die Datei, gehen Sie zurück und wählen Sie sie.</translation>
    </message>
    <message>
        <source>Saved {count:row|rows}.</source>
        <translation>{count:Zeile|Zeilen} gespeichert.</translation>
    </message>
    <message>
        <source>This file is read as the last one with these columns was.</source>
        <translation>Diese Datei wird gelesen wie die letzte mit diesen Spalten.</translation>
    </message>
</context>
<context>
    <name>KeyBindings</name>
    <message>
        <source>{key} is the key of more than one command; “{first}” has it, not “{others}”.</source>
        <translation>{key} ist die Taste mehrerer Befehle; „{first}“ hat sie, nicht „{others}“.</translation>
    </message>
</context>
<context>
    <name>KeyEditor</name>
    <message>
        <source>&amp;Default</source>
        <translation>Standa&amp;rd</translation>
    </message>
    <message>
        <source>A&amp;ll to default</source>
        <translation>A&amp;lle auf Standard</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>No ke&amp;y</source>
        <translation>&amp;Keine Taste</translation>
    </message>
    <message>
        <source>Press the new key in the field first, or choose “No key”.</source>
        <translation>Drücken Sie zuerst die neue Taste im Feld, oder wählen Sie „Keine Taste“.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation>Befehle und Tasten suchen</translation>
    </message>
    <message>
        <source>Set &amp;key</source>
        <translation>Taste &amp;festlegen</translation>
    </message>
    <message>
        <source>{key} belongs to “{command}” already. Give that one another key first.</source>
        <translation>{key} gehört schon zu „{command}“. Geben Sie diesem zuerst eine andere Taste.</translation>
    </message>
</context>
<context>
    <name>KeyRules</name>
    <message>
        <source>{key} is for typing. Take it together with Ctrl or Alt, or take a function key.</source>
        <translation>{key} ist zum Schreiben da. Nehmen Sie Strg oder Alt dazu, oder eine Funktionstaste.</translation>
    </message>
    <message>
        <source>{key} opens the menu “{menu}”.</source>
        <translation>{key} öffnet das Menü „{menu}“.</translation>
    </message>
</context>
<context>
    <name>Leading</name>
    <message>
        <source>The row that is not saved does not fit the filter: Esc shows everything.</source>
        <translation>Die nicht gespeicherte Zeile passt nicht zum Filter: Esc zeigt alles.</translation>
    </message>
</context>
<context>
    <name>LossQuestion</name>
    <message>
        <source>&amp;Lose it and leave</source>
        <translation>&amp;Verwerfen und gehen</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>&amp;Bleiben</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Noch einmal versuchen</translation>
    </message>
    <message>
        <source>What you typed cannot be kept.</source>
        <translation>Was Sie eingegeben haben, kann nicht behalten werden.</translation>
    </message>
</context>
<context>
    <name>MannerChoices</name>
    <message>
        <source>&amp;Encoding</source>
        <translation>&amp;Kodierung</translation>
    </message>
    <message>
        <source>&amp;Separator</source>
        <translation>&amp;Trennzeichen</translation>
    </message>
    <message>
        <source>&amp;Sheet</source>
        <translation>&amp;Blatt</translation>
    </message>
    <message>
        <source>Bar  |</source>
        <translation>Senkrechter Strich  |</translation>
    </message>
    <message>
        <source>Comma  ,</source>
        <translation>Komma  ,</translation>
    </message>
    <message>
        <source>Numbers and &amp;dates</source>
        <translation>&amp;Zahlen und Daten</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>Neutral</translation>
    </message>
    <message>
        <source>Semicolon  ;</source>
        <translation>Strichpunkt  ;</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulator</translation>
    </message>
</context>
<context>
    <name>Mapping</name>
    <message>
        <source>(not imported)</source>
        <translation>(nicht importiert)</translation>
    </message>
</context>
<context>
    <name>NewAccount</name>
    <message>
        <source>&amp;Create account</source>
        <translation>&amp;Konto anlegen</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>Pass&amp;wort</translation>
    </message>
    <message>
        <source>&amp;Sign in instead</source>
        <translation>Stattdessen an&amp;melden</translation>
    </message>
    <message>
        <source>At least 8 characters</source>
        <translation>Mindestens 8 Zeichen</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Ein Konto anlegen</translation>
    </message>
    <message>
        <source>Ema&amp;il</source>
        <translation>&amp;E-Mail</translation>
    </message>
    <message>
        <source>Full &amp;name</source>
        <translation>Voller &amp;Name</translation>
    </message>
    <message>
        <source>Nobody can sign in yet. Create the first account: it manages all others.</source>
        <translation>Noch kann sich niemand anmelden. Legen Sie das erste Konto an: es verwaltet alle anderen.</translation>
    </message>
    <message>
        <source>Password &amp;again</source>
        <translation>Passwort no&amp;ch einmal</translation>
    </message>
    <message>
        <source>The two passwords are not the same. Type it again.</source>
        <translation>Die beiden Passwörter sind nicht gleich. Geben Sie es noch einmal ein.</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
</context>
<context>
    <name>NewPassword</name>
    <message>
        <source>&amp;Password</source>
        <translation>Pass&amp;wort</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>At least 8 characters</source>
        <translation>Mindestens 8 Zeichen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>Für %1</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>Password &amp;again</source>
        <translation>Passwort no&amp;ch einmal</translation>
    </message>
    <message>
        <source>Password changed.</source>
        <translation>Passwort geändert.</translation>
    </message>
    <message>
        <source>The two passwords are not the same. Type it again.</source>
        <translation>Die beiden Passwörter sind nicht gleich. Geben Sie es noch einmal ein.</translation>
    </message>
</context>
<context>
    <name>NextSteps</name>
    <message>
        <source>Let a colleague in</source>
        <translation>Kollegen hereinlassen</translation>
    </message>
    <message>
        <source>Make a backup</source>
        <translation>Sicherung anlegen</translation>
    </message>
    <message>
        <source>Not saved yet: %1</source>
        <translation>Noch nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>Wie es weitergeht</translation>
    </message>
</context>
<context>
    <name>Operations</name>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Abgebrochen. Nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>Orphans</name>
    <message>
        <source>Ctrl+S adds it again, Esc lets it go.</source>
        <translation>Strg+S legt sie wieder an, Esc verwirft sie.</translation>
    </message>
    <message>
        <source>Esc lets it go.</source>
        <translation>Esc verwirft sie.</translation>
    </message>
    <message>
        <source>Someone else changed this row: it no longer fits the filter.</source>
        <translation>Jemand anders hat diese Zeile geändert: Sie passt nicht mehr zum Filter.</translation>
    </message>
    <message>
        <source>The deleted row is back: what you typed is in it.</source>
        <translation>Die gelöschte Zeile ist wieder da, mit dem, was Sie eingegeben haben.</translation>
    </message>
    <message>
        <source>This row was deleted meanwhile, and you may not add it again.</source>
        <translation>Diese Zeile wurde inzwischen gelöscht, und Sie dürfen sie nicht wieder anlegen.</translation>
    </message>
    <message>
        <source>This row was deleted meanwhile.</source>
        <translation>Diese Zeile wurde inzwischen gelöscht.</translation>
    </message>
</context>
<context>
    <name>OverwriteQuestion</name>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Nein</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>{file} exists already. Replace it?</source>
        <translation>{file} gibt es schon. Ersetzen?</translation>
    </message>
</context>
<context>
    <name>Pace</name>
    <message>
        <source>About {count:minute|minutes} left</source>
        <translation>Noch etwa {count:Minute|Minuten}</translation>
    </message>
    <message>
        <source>About {count:second|seconds} left</source>
        <translation>Noch etwa {count:Sekunde|Sekunden}</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>No command is called like that</source>
        <translation>Kein Befehl heißt so</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Befehl eintippen</translation>
    </message>
    <message>
        <source>“{name}” cannot be done here or now</source>
        <translation>„{name}“ geht hier oder jetzt nicht</translation>
    </message>
</context>
<context>
    <name>PasswordCard</name>
    <message>
        <source>&amp;Current password</source>
        <translation>B&amp;isheriges Passwort</translation>
    </message>
    <message>
        <source>At least 8 characters</source>
        <translation>Mindestens 8 Zeichen</translation>
    </message>
    <message>
        <source>Change &amp;password</source>
        <translation>Passwort &amp;ändern</translation>
    </message>
    <message>
        <source>Ne&amp;w password</source>
        <translation>Neues Pass&amp;wort</translation>
    </message>
    <message>
        <source>New password &amp;again</source>
        <translation>Neues Passwort no&amp;ch einmal</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Password changed.</source>
        <translation>Passwort geändert.</translation>
    </message>
    <message>
        <source>The two passwords are not the same. Type it again.</source>
        <translation>Die beiden Passwörter sind nicht gleich. Geben Sie es noch einmal ein.</translation>
    </message>
</context>
<context>
    <name>Pasting</name>
    <message>
        <source>Pasted {count:row|rows}</source>
        <translation>{count:Zeile|Zeilen} eingefügt</translation>
    </message>
    <message>
        <source>This is too much for the clipboard: save it as a file and import it.</source>
        <translation>Das ist zu viel für die Zwischenablage: Speichern Sie es als Datei und importieren Sie sie.</translation>
    </message>
    <message>
        <source>You may not add records here.</source>
        <translation>Hier dürfen Sie keine Datensätze anlegen.</translation>
    </message>
    <message>
        <source>You may not add records here; only the rows that are there are pasted.</source>
        <translation>Sie dürfen hier keine Datensätze hinzufügen; nur in vorhandene Zeilen wird eingefügt.</translation>
    </message>
    <message>
        <source>{count:column|columns} beyond the last one</source>
        <translation>{count:Spalte|Spalten} hinter der letzten</translation>
    </message>
    <message>
        <source>{names} cannot be changed.</source>
        <translation>Nicht änderbar: {names}.</translation>
    </message>
</context>
<context>
    <name>PreferenceRows</name>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
</context>
<context>
    <name>PreferencesInUse</name>
    <message>
        <source>Check the permissions of their folder.</source>
        <translation>Prüfen Sie die Rechte ihres Ordners.</translation>
    </message>
    <message>
        <source>The disk is full. Make room, then change a setting again.</source>
        <translation>Der Datenträger ist voll. Schaffen Sie Platz, und ändern Sie dann wieder eine Einstellung.</translation>
    </message>
    <message>
        <source>The preferences could not be stored; they count until the window is closed.</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden; sie gelten, bis das Fenster geschlossen wird.</translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>Rows with errors</source>
        <translation>Zeilen mit Fehlern</translation>
    </message>
</context>
<context>
    <name>ProfileCard</name>
    <message>
        <source>&amp;Save profile</source>
        <translation>Profil &amp;speichern</translation>
    </message>
    <message>
        <source>Ema&amp;il</source>
        <translation>&amp;E-Mail</translation>
    </message>
    <message>
        <source>Full &amp;name</source>
        <translation>Voller &amp;Name</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Profile saved.</source>
        <translation>Profil gespeichert.</translation>
    </message>
    <message>
        <source>What you typed before is here again. It is not saved yet.</source>
        <translation>Ihre früheren Eingaben sind wieder da. Sie sind noch nicht gespeichert.</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Down</source>
        <translation>Pfeil unten</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Pfeil links</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>Bild ab</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Bild auf</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Pfeil rechts</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Pfeil oben</translation>
    </message>
</context>
<context>
    <name>RecentChanges</name>
    <message>
        <source>Nothing was changed yet. What you do is listed here.</source>
        <translation>Noch wurde nichts geändert. Was Sie tun, steht hier.</translation>
    </message>
    <message>
        <source>Recent changes</source>
        <translation>Letzte Änderungen</translation>
    </message>
</context>
<context>
    <name>RecordForm</name>
    <message>
        <source>Left empty, it stays as it is.</source>
        <translation>Leer gelassen bleibt es, wie es ist.</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Erforderlich</translation>
    </message>
</context>
<context>
    <name>RecordPane</name>
    <message>
        <source>&amp;Discard changes</source>
        <translation>Änderungen &amp;verwerfen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Edit {noun}</source>
        <translation>{noun} bearbeiten</translation>
    </message>
    <message>
        <source>New {noun}</source>
        <translation>Neu: {noun}</translation>
    </message>
    <message>
        <source>Not kept: {fields}.</source>
        <translation>Nicht aufbewahrt: {fields}.</translation>
    </message>
    <message>
        <source>Someone else changed this record meanwhile. Save again to keep what you typed.</source>
        <translation>Jemand anderes hat diesen Datensatz inzwischen geändert. Speichern Sie noch einmal, um Ihre Eingaben zu behalten.</translation>
    </message>
    <message>
        <source>Someone else deleted this record meanwhile. Save again to add it anew.</source>
        <translation>Jemand anders hat diesen Datensatz inzwischen gelöscht. Nochmals speichern legt ihn neu an.</translation>
    </message>
    <message>
        <source>What you typed is kept and will be here again.</source>
        <translation>Ihre Eingaben sind aufgehoben und werden wieder da sein.</translation>
    </message>
    <message>
        <source>{noun} added</source>
        <translation>{noun} hinzugefügt</translation>
    </message>
    <message>
        <source>{noun} changed</source>
        <translation>{noun} geändert</translation>
    </message>
</context>
<context>
    <name>Recovering</name>
    <message>
        <source>The selection was given up: rows in it changed.</source>
        <translation>Die Auswahl wurde aufgegeben: Zeilen darin haben sich geändert.</translation>
    </message>
</context>
<context>
    <name>ReferenceEditor</name>
    <message>
        <source>Open (Alt+Enter)</source>
        <translation>Öffnen (Alt+Eingabe)</translation>
    </message>
    <message>
        <source>Type to search</source>
        <translation>Zum Suchen tippen</translation>
    </message>
</context>
<context>
    <name>ReplaceDialog</name>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Replace all</source>
        <translation>Alle e&amp;rsetzen</translation>
    </message>
    <message>
        <source>&amp;Search in</source>
        <translation>Suchen &amp;in</translation>
    </message>
    <message>
        <source>&amp;Whole cells only</source>
        <translation>Nur &amp;ganze Zellen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Columns: {names}</source>
        <translation>Spalten: {names}</translation>
    </message>
    <message>
        <source>Everything shown</source>
        <translation>Alles Gezeigte</translation>
    </message>
    <message>
        <source>Find and Replace</source>
        <translation>Suchen und ersetzen</translation>
    </message>
    <message>
        <source>Match &amp;case and accents</source>
        <translation>Groß- und &amp;Kleinschreibung und Akzente beachten</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Nothing was replaced. {reason}</source>
        <translation>Nichts wurde ersetzt. {reason}</translation>
    </message>
    <message>
        <source>Nothing was replaced: the rows were gone already.</source>
        <translation>Nichts wurde ersetzt: Die Zeilen waren schon weg.</translation>
    </message>
    <message>
        <source>Re&amp;place with</source>
        <translation>&amp;Ersetzen durch</translation>
    </message>
    <message>
        <source>Replaced “{old}” in {count:row|rows}</source>
        <translation>„{old}“ in {count:Zeile|Zeilen} ersetzt</translation>
    </message>
    <message>
        <source>Search in</source>
        <translation>Suchen in</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Type what to look for.</source>
        <translation>Geben Sie ein, wonach gesucht werden soll.</translation>
    </message>
    <message>
        <source>{cells:cell|cells} in {rows:row|rows} would change</source>
        <translation>Änderungen: {cells:Zelle|Zellen} in {rows:Zeile|Zeilen}</translation>
    </message>
    <message>
        <source>{count:row that is not saved is|rows that are not saved are} left out.</source>
        <translation>{count:nicht gespeicherte Zeile bleibt|nicht gespeicherte Zeilen bleiben} außen vor.</translation>
    </message>
    <message>
        <source>{name} ({count:row|rows})</source>
        <translation>{name} ({count:Zeile|Zeilen})</translation>
    </message>
    <message>
        <source>{text}; left as they are: {bad}</source>
        <translation>{text}; unverändert: {bad}</translation>
    </message>
</context>
<context>
    <name>Replacing</name>
    <message>
        <source>There is no text here that can be changed.</source>
        <translation>Hier gibt es keinen Text, der geändert werden kann.</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Zurückspielen</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung zurückspielen</translation>
    </message>
    <message>
        <source>The backup takes the place of the database. What is there now is kept among the backups.</source>
        <translation>Die Sicherung tritt an die Stelle der Datenbank. Was jetzt dort liegt, wird bei den Sicherungen aufbewahrt.</translation>
    </message>
    <message>
        <source>There is no backup that is intact.</source>
        <translation>Es gibt keine unbeschädigte Sicherung.</translation>
    </message>
    <message>
        <source>Which backup should be restored?</source>
        <translation>Welche Sicherung soll zurückgespielt werden?</translation>
    </message>
</context>
<context>
    <name>Retracing</name>
    <message>
        <source>giving up what was typed into {count:row|rows}</source>
        <translation>Verwerfen der Eingaben in {count:Zeile|Zeilen}</translation>
    </message>
    <message>
        <source>typing into {count:cell|cells}</source>
        <translation>Eingabe in {count:Zelle|Zellen}</translation>
    </message>
    <message>
        <source>typing into {label}</source>
        <translation>Eingabe in {label}</translation>
    </message>
</context>
<context>
    <name>Reveal</name>
    <message>
        <source>Hide what is typed</source>
        <translation>Eingabe verbergen</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>Eingabe zeigen</translation>
    </message>
</context>
<context>
    <name>RowSaving</name>
    <message>
        <source>Ctrl+S keeps yours, Esc theirs.</source>
        <translation>Strg+S behält Ihre, Esc die andere.</translation>
    </message>
    <message>
        <source>Row not saved: {reason}</source>
        <translation>Zeile nicht gespeichert: {reason}</translation>
    </message>
    <message>
        <source>Row not saved: {reason} (Ctrl+S leads to it)</source>
        <translation>Zeile nicht gespeichert: {reason} (Strg+S führt hin)</translation>
    </message>
    <message>
        <source>Someone else changed this row.</source>
        <translation>Jemand anders hat diese Zeile geändert.</translation>
    </message>
</context>
<context>
    <name>SavedViews</name>
    <message>
        <source>&amp;Name of the view</source>
        <translation>&amp;Name der Ansicht</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Choose the view first, then remove it.</source>
        <translation>Wählen Sie die Ansicht zuerst, dann entfernen Sie sie.</translation>
    </message>
    <message>
        <source>Filter, sort and columns are kept; a view of the same name is replaced.</source>
        <translation>Filter, Sortierung und Spalten werden behalten; eine Ansicht gleichen Namens wird ersetzt.</translation>
    </message>
    <message>
        <source>No view is saved here yet. Ctrl+Shift+S saves this one.</source>
        <translation>Hier ist noch keine Ansicht gespeichert. Strg+Umschalt+S speichert diese.</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>The view is removed.</source>
        <translation>Die Ansicht ist entfernt.</translation>
    </message>
    <message>
        <source>View saved: {name}</source>
        <translation>Ansicht gespeichert: {name}</translation>
    </message>
    <message>
        <source>View: {name}</source>
        <translation>Ansicht: {name}</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Saving…</source>
        <translation>Speichert …</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>For example: report &quot;spare keys&quot; {field}:plan created:2026-01..2026-03</source>
        <translation>Zum Beispiel: Bericht &quot;zwei Wörter&quot; {field}:Plan created:2026-01..2026-03</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search: words, &quot;a phrase&quot;, {field}:value</source>
        <translation>Suche: Wörter, &quot;ein Satzteil&quot;, {field}:Wert</translation>
    </message>
</context>
<context>
    <name>SelectionTotals</name>
    <message>
        <source>{rows:row|rows} selected</source>
        <translation>{rows:Zeile|Zeilen} ausgewählt</translation>
    </message>
    <message>
        <source>{rows:row|rows} selected: count {count}, sum {sum}, mean {mean}, min {min}, max {max}</source>
        <translation>{rows:Zeile|Zeilen} ausgewählt: Anzahl {count}, Summe {sum}, Mittelwert {mean}, Min. {min}, Max. {max}</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Every command with its keys; each can have others.</source>
        <translation>Jeder Befehl mit seinen Tasten; jeder kann andere haben.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Your account was deleted.</source>
        <translation>Ihr Konto wurde gelöscht.</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>First, last record</source>
        <translation>Erster, letzter Datensatz</translation>
    </message>
    <message>
        <source>Give up the edit, empty the search, close</source>
        <translation>Eingabe verwerfen, Suche leeren, schließen</translation>
    </message>
    <message>
        <source>Save a form</source>
        <translation>Ein Formular speichern</translation>
    </message>
    <message>
        <source>Save the cell and go down, right, left</source>
        <translation>Zelle speichern und nach unten, rechts, links</translation>
    </message>
    <message>
        <source>Select more</source>
        <translation>Mehr auswählen</translation>
    </message>
    <message>
        <source>Show a password while typing it, hide it</source>
        <translation>Ein Passwort beim Tippen zeigen, verbergen</translation>
    </message>
    <message>
        <source>Type into a cell</source>
        <translation>In eine Zelle schreiben</translation>
    </message>
    <message>
        <source>any letter or digit</source>
        <translation>jeder Buchstabe, jede Ziffer</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>In the table</source>
        <translation>In der Tabelle</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation>Befehle und Tasten suchen</translation>
    </message>
    <message>
        <source>Table and form</source>
        <translation>Tabelle und Formular</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Close panel</source>
        <translation>Seitenbereich schließen</translation>
    </message>
    <message>
        <source>Show as a page</source>
        <translation>Als Seite zeigen</translation>
    </message>
    <message>
        <source>Show beside the page</source>
        <translation>Neben der Seite zeigen</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Collapse sidebar</source>
        <translation>Seitenleiste einklappen</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Expand sidebar</source>
        <translation>Seitenleiste ausklappen</translation>
    </message>
    <message>
        <source>Go anywhere</source>
        <translation>Überallhin</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>Dieses Fenster</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>&amp;Create an account</source>
        <translation>Ein &amp;Konto anlegen</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>Pass&amp;wort</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>An&amp;melden</translation>
    </message>
    <message>
        <source>Ema&amp;il</source>
        <translation>&amp;E-Mail</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Bitte ausfüllen.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Safe mode: settings and places that were kept are ignored, and none are kept.</source>
        <translation>Abgesicherter Modus: gemerkte Einstellungen und Plätze gelten nicht, und es werden keine gemerkt.</translation>
    </message>
    <message>
        <source>Something unexpected happened.</source>
        <translation>Etwas Unerwartetes ist geschehen.</translation>
    </message>
    <message>
        <source>There is no page “{name}”. There are: {known}.</source>
        <translation>Es gibt keine Seite „{name}“. Es gibt: {known}.</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Step {number} of {count}: {name}</source>
        <translation>Schritt {number} von {count}: {name}</translation>
    </message>
</context>
<context>
    <name>Summaries</name>
    <message>
        <source>There is nothing to say about {label}.</source>
        <translation>Über {label} gibt es nichts zu sagen.</translation>
    </message>
</context>
<context>
    <name>SummaryPanel</name>
    <message>
        <source>(empty)</source>
        <translation>(leer)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Distinct</source>
        <translation>Verschiedene</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Leere</translation>
    </message>
    <message>
        <source>Enter or a click filters by a line.</source>
        <translation>Die Eingabetaste oder ein Klick filtert nach einer Zeile.</translation>
    </message>
    <message>
        <source>Greatest</source>
        <translation>Größter</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Kleinster</translation>
    </message>
    <message>
        <source>Looking at the column…</source>
        <translation>Die Spalte wird betrachtet …</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>Most frequent values</source>
        <translation>Häufigste Werte</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>below {value}</source>
        <translation>unter {value}</translation>
    </message>
    <message>
        <source>from {value}</source>
        <translation>ab {value}</translation>
    </message>
    <message>
        <source>{lower} to {upper}</source>
        <translation>{lower} bis {upper}</translation>
    </message>
</context>
<context>
    <name>TableModel</name>
    <message>
        <source>New row</source>
        <translation>Neue Zeile</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>wird geladen</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{name}, sorted ascending</source>
        <translation>{name}, aufsteigend sortiert</translation>
    </message>
    <message>
        <source>{name}, sorted ascending, {ordinal} of {count}</source>
        <translation>{name}, aufsteigend sortiert, {ordinal} von {count}</translation>
    </message>
    <message>
        <source>{name}, sorted descending</source>
        <translation>{name}, absteigend sortiert</translation>
    </message>
    <message>
        <source>{name}, sorted descending, {ordinal} of {count}</source>
        <translation>{name}, absteigend sortiert, {ordinal} von {count}</translation>
    </message>
</context>
<context>
    <name>TablePage</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>New row, {count:row|rows}</source>
        <translation>Neue Zeile, {count:Zeile|Zeilen}</translation>
    </message>
    <message>
        <source>Row {row} of {count}</source>
        <translation>Zeile {row} von {count}</translation>
    </message>
    <message>
        <source>Row {row}, counting…</source>
        <translation>Zeile {row}, zählt …</translation>
    </message>
    <message>
        <source>{count:row|rows}</source>
        <translation>{count:Zeile|Zeilen}</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>+ New row</source>
        <translation>+ Neue Zeile</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>Nothing changed. {reason}</source>
        <translation>Nichts wurde geändert. {reason}</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>TotalsRow</name>
    <message>
        <source>Adding up…</source>
        <translation>Wird summiert …</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>Summen</translation>
    </message>
    <message>
        <source>{count:row|rows}</source>
        <translation>{count:Zeile|Zeilen}</translation>
    </message>
</context>
<context>
    <name>TransferDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>Angehalten; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>Typing</name>
    <message>
        <source>{label} cannot be changed.</source>
        <translation>{label} kann nicht geändert werden.</translation>
    </message>
</context>
<context>
    <name>UndoCommands</name>
    <message>
        <source>Done again: {what}. Undo: Ctrl+Z</source>
        <translation>Wiederholt: {what}. Rückgängig: Strg+Z</translation>
    </message>
    <message>
        <source>Nothing was changed, so there was nothing to take back.</source>
        <translation>Es wurde nichts geändert, also war nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undone: {what}. Redo: Ctrl+Y</source>
        <translation>Rückgängig gemacht: {what}. Wiederholen: Strg+Y</translation>
    </message>
    <message>
        <source>{what}. Undo: Ctrl+Z</source>
        <translation>{what}. Rückgängig: Strg+Z</translation>
    </message>
</context>
<context>
    <name>Unfinished</name>
    <message>
        <source>Everything here is saved.</source>
        <translation>Hier ist alles gespeichert.</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin</translation>
    </message>
    <message>
        <source>{count:form filled in earlier is|forms filled in earlier are} not saved yet.</source>
        <translation>{count:früher ausgefülltes Formular ist|früher ausgefüllte Formulare sind} noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>{count:row typed earlier is|rows typed earlier are} not saved yet.</source>
        <translation>{count:früher eingegebene Zeile ist|früher eingegebene Zeilen sind} noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>{key} leads there.</source>
        <translation>{key} führt hin.</translation>
    </message>
</context>
<context>
    <name>Unseen</name>
    <message>
        <source>Saved. The new row does not fit the filter.</source>
        <translation>Gespeichert. Die neue Zeile passt nicht zum Filter.</translation>
    </message>
    <message>
        <source>Saved. The new row does not fit the filter: Esc shows everything.</source>
        <translation>Gespeichert. Die neue Zeile passt nicht zum Filter: Esc zeigt alles.</translation>
    </message>
    <message>
        <source>Saved. The row no longer fits the filter: Esc shows everything, Ctrl+Z takes it back.</source>
        <translation>Gespeichert. Die Zeile passt nicht mehr zum Filter: Esc zeigt alles, Strg+Z macht es rückgängig.</translation>
    </message>
</context>
<context>
    <name>UsersPage</name>
    <message>
        <source>may not sign in</source>
        <translation>darf sich nicht anmelden</translation>
    </message>
    <message>
        <source>may sign in</source>
        <translation>darf sich anmelden</translation>
    </message>
    <message>
        <source>ordinary user</source>
        <translation>gewöhnlicher Benutzer</translation>
    </message>
    <message>
        <source>superuser</source>
        <translation>Administrator</translation>
    </message>
</context>
<context>
    <name>ValueList</name>
    <message>
        <source>(empty)</source>
        <translation>(leer)</translation>
    </message>
    <message>
        <source>Down, then Space ticks; Enter filters</source>
        <translation>Pfeil ab, dann hakt die Leertaste an; Eingabetaste filtert</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Space ticks, Enter filters</source>
        <translation>Leertaste hakt an, Eingabetaste filtert</translation>
    </message>
    <message>
        <source>The {count} most frequent; type to find others</source>
        <translation>Die {count} häufigsten; tippen Sie, um andere zu finden</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Values of {label}</source>
        <translation>Werte von {label}</translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>(not visible)</source>
        <translation>(nicht sichtbar)</translation>
    </message>
    <message>
        <source>{count:byte|bytes}</source>
        <translation>{count:Byte|Bytes}</translation>
    </message>
</context>
<context>
    <name>ViewChooser</name>
    <message>
        <source>Name of a view</source>
        <translation>Name einer Ansicht</translation>
    </message>
    <message>
        <source>No view is called like that</source>
        <translation>Keine Ansicht heißt so</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Gespeicherte Ansichten</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Nothing was changed. What you typed is kept.</source>
        <translation>Nichts wurde geändert. Was Sie getippt haben, bleibt stehen.</translation>
    </message>
    <message>
        <source>Nothing was changed: what you pressed was not done.</source>
        <translation>Nichts wurde geändert: Was Sie gedrückt haben, wurde nicht ausgeführt.</translation>
    </message>
    <message>
        <source>The record is not among these rows: what you pressed was not done.</source>
        <translation>Der Datensatz ist nicht unter diesen Zeilen: Was Sie gedrückt haben, wurde nicht ausgeführt.</translation>
    </message>
    <message>
        <source>The row that was clicked is elsewhere now: click again.</source>
        <translation>Die angeklickte Zeile ist jetzt woanders: Klicken Sie noch einmal.</translation>
    </message>
</context>
<context>
    <name>WholeRows</name>
    <message>
        <source>Added {count} {noun}</source>
        <translation>Hinzugefügt: {count} {noun}</translation>
    </message>
    <message>
        <source>Deleted {count} {noun}</source>
        <translation>Gelöscht: {count} {noun}</translation>
    </message>
    <message>
        <source>Nothing was added: the rows were gone already.</source>
        <translation>Nichts wurde hinzugefügt: Die Zeilen waren schon weg.</translation>
    </message>
    <message>
        <source>Nothing was deleted: the rows were gone already.</source>
        <translation>Nichts wurde gelöscht: Die Zeilen waren schon weg.</translation>
    </message>
    <message>
        <source>Nothing was duplicated: a selected row is not saved ({reason}).</source>
        <translation>Nichts wurde dupliziert: Eine ausgewählte Zeile ist nicht gespeichert ({reason}).</translation>
    </message>
</context>
<context>
    <name>_Model</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
</TS>

"""The words of lines that a page puts around a text, by the reason to drop them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_NAME = r"[\w&'’-]+(?: [\w&'’-]+){0,4}"

_BOILERPLATE: Mapping[str, str] = {
    "advert": (
        r"(?:article continues (?:after|below) )?(?:this )?(?:advertise?ments?|advert|ads?"
        r"|sponsored(?: content| by .+)?|promoted(?: content)?|anzeige|werbung|publicité"
        r"|publicidad|pubblicità|publicidade|advertentie|реклама|광고|広告|广告|廣告)"
    ),
    "paywall": (
        r"(?:this|the full|to (?:read|continue)).{0,40}\b(?:subscribers?|subscription|members?)\b.*"
        r"|(?:subscribers|members) only.*|already (?:a|have) .{0,30}(?:subscri|member|account).*"
        r"|cet article est réservé .*|la suite est réservée .*|(?:il vous reste|lire la suite) .*"
        r"|(?:dieser|der ganze) (?:artikel|text|beitrag) (?:ist|steht|gehört) .*(?:abo|plus).*"
        r"|(?:jetzt|weiter)(?:lesen)? (?:mit|testen).*|(?:contenido|artículo) (?:exclusivo|solo) .*"
        r"|эта статья доступна (?:только )?подписчикам.*|이 기사는 (?:유료|회원).*"
        r"|(?:you(?: ha|.)ve )?\d+ (?:free )?articles? (?:left|remaining).*"
    ),
    "sharing": (
        r"(?:our )?social (?:networks?|media|links?).*|(?:follow|find|join|like) us\b.*"
        r"|(?:follow|join) .*(?:channel|group|community|page)|follow @?[\w.]+(?: on .+)?"
        r"|(?:(?:share|tweet|pin|e?mail|print|save|copy link|copy url|whatsapp|facebook|twitter|x"
        r"|telegram|linkedin|instagram|youtube|reddit|tiktok|flipboard|pinterest|messenger"
        r"|pocket|tumblr|threads|bluesky|mastodon)[|•·,/ ]*)+"
        r"|(?:listen to|watch|print|gift|save) (?:this|the) (?:article|story|page|episode).*"
        r"|(?:click to )?(?:share|tweet)(?: this| it| on| via| to| with| story| article)\b.*"
        r"|(?:artikel )?teilen|partager.*|compartir.*|condividi.*|compartilhe.*|delen"
        r"|поделиться.*|공유(?:하기)?|分享(?:到.*)?|シェア.*|подписывайтесь.*"
    ),
    "subscription": (
        r"(?:subscribe|sign ?up|register|log ?in|sign ?in|donate|unsubscribe"
        r"|(?:enter )?your e-?mail(?: address)?)"
        r"(?: (?:to|for|now|here|today|with|free|or|up)\b.*)?"
        r"|(?:get |join )?(?:our |the )?(?:latest |daily |weekly |free )?newsletters?(?: .{0,40})?"
        r"|support (?:our|us|independent)\b.*|if you (?:value|like|enjoy) (?:our|this)\b.{0,120}"
        r"|.{0,100}\bplease (?:consider )?(?:support(?:ing)? (?:us|our)|donat(?:e|ing))\b.{0,100}"
        r"|abonnieren.*|abonnez-vous.*|suscríb\w+.*|abbonati.*"
        r"|assine.*|подпис(?:аться|ка).*|구독(?:하기)?|订阅.*|訂閱.*|購読.*"
        r"|(?:view|read) this (?:e-?mail|message|newsletter) in .*"
        r"|you(?:’|')?(?: a)?re (?:receiving|getting) this\b.*|you received this\b.*"
        r"|(?:to )?(?:unsubscribe|manage (?:your )?(?:preferences|subscriptions?))\b.*"
        r"|(?:sie erhalten|vous recevez|recibe usted|вы получили) (?:diese|cet|este|это)\b.*"
        r"|.{0,60}\b(?:newsletter|inbox)\b.{0,60}"
        r"|(?:thank you|thanks) for (?:subscribing|reading)\b.*"
        r"|.{0,80}\bforwarded (?:to you|this (?:e-?mail|newsletter))\b.{0,80}|privacy notice ?: .*"
        r"|.{0,160}\b(?:see our|(?:and )?the google) privacy policy\b.{0,40}"
    ),
    "related": (
        r"latest|trending|popular|recommended|related"
        r"|more \w+(?: \w+){0,3}"
        r"|(?:latest|trending|popular|recommended|related|more|other|similar|further) (?:articles?"
        r"|news|posts?|stor(?:y|ies)|topics?|reads?|reading|content|videos?|from .+|on .+|for you"
        r"|coverage|headlines|to explore)"
        r"|(?:also|more|elsewhere) (?:in|on) (?:this|the|our) .{0,40}|most (?:read|popular|viewed"
        r"|shared|commented|recent|watched).*|editor.?s.? picks?|top (?:stories|news|posts)"
        r"|what to (?:read|watch) next|read next|don.?t miss|in case you missed it"
        r"|up next|you (?:may|might) (?:also|like)\b.*|(?:previous|next) (?:article|post|story)\b.*"
        r"|mehr zum thema|auch interessant|das könnte .*|weitere (?:artikel|meldungen|themen).*"
        r"|sur le même (?:sujet|thème)|à lire|nos articles .*|dans la même rubrique.*"
        r"|noticias relacionadas|te puede interesar|más (?:noticias|sobre .+)"
        r"|artigos relacionados|по теме|ещё по теме|материалы по теме"
        r"|관련 ?(?:기사|뉴스)|関連(?:記事|ニュース)|相关(?:新闻|文章|阅读)|相關(?:新聞|文章)"
        r"|延伸阅读.*"
    ),
    "link to another article": (
        r"(?:read (?:more|also|next|the (?:full|rest)|on)|see also|also read|also see|related"
        r"|watch(?: now| more| also)?|more|listen(?: now)?|don.?t miss|must read|explore"
        r"|lesen sie (?:auch|mehr)|mehr dazu|siehe auch|lire aussi|à lire aussi|voir aussi"
        r"|lea también|vea también|te puede interesar|leggi anche|leia (?:também|mais)|lees ook"
        r"|czytaj (?:także|też|więcej)|läs (?:också|även|mer)|læs også|les også|lue myös"
        r"|читайте (?:также|ещё|також)|اقرأ أيضا|関連記事|관련 ?기사|相关阅读|相關閱讀)"
        r"(?: ?[:：»>|–—-] ?.*|\.{3}|…)"
        r"|(?:read (?:more|also|next)|see also|also read|lesen sie auch|lire aussi|à lire aussi"
        r"|lea también|leggi anche|leia também|lees ook|читайте также)\b.*"
    ),
    "comments": (
        r"(?:(?:show|view|hide|read|all|load|see)\s)*(?:(?:\d+|no)\s)?(?:comments?|responses|replies)"
        r"(?: ?[(\[]?\d+[)\]]?)?(?: (?:on|to)\b.*(?<!\.)| (?:so far|are closed|have been)\b.*)?"
        r"|\d+ (?:thoughts|comments|responses|replies) (?:on|to) .*"
        r"|(?:leave|post|add|write|submit) (?:a|your) (?:comment|reply|response)\b.*"
        r"|join the (?:conversation|discussion).*|what do you think\?.*|commenting (?:rules|policy)"
        r"|(?:\d+ )?(?:leser)?kommentare?(?: ?\(\d+\))?|(?:\d+ )?commentaires?(?: ?\(\d+\))?"
        r"|(?:\d+ )?comentarios?(?: ?\(\d+\))?|(?:\d+ )?comentários?(?: ?\(\d+\))?|commenti"
        r"|reacties|комментари(?:и|ев|й)(?: ?\(?\d+\)?)?|댓글(?: ?\d+)?|评论(?:区)?|評論|コメント"
        r"|reply|report abuse"
    ),
    "copy protection": r"(?:error: )?(?:this )?content is protected\b.*",
    "rights": (
        r"(?:©|copyright\b|\(c\) \d{4}).*|.{0,60}\ball rights reserved\b.*|reprinted with .*"
        r"|this (?:article|story|piece|essay) (?:is|was|has been) (?:re-?published|reproduced)\b.*"
        r"|.{0,80}\b(?:may|must) not be (?:published|reproduced|copied|reprinted)\b.*"
        r"|.{0,40}alle rechte vorbehalten.*|.{0,40}tous droits réservés.*"
        r"|.{0,40}todos los derechos reservados.*|.{0,40}tutti i diritti riservati.*"
        r"|.{0,40}todos os direitos reservados.*|.{0,40}все права защищены.*"
        r"|.{0,30}(?:版权所有|版權所有|未经授权|未經授權|不得转载|不得轉載|無断転載).*"
        r"|.{0,30}(?:무단 ?전재|저작권자).*"
    ),
    "cookie notice": (
        r"(?:we|this (?:web)?site)(?: and our partners)? uses? cookies\b.*"
        r"|by (?:clicking|continuing)\b.{0,160}\bcookies?\b.*|cookie preferences"
        r"|(?:accept|reject|allow|decline|manage|essential)(?: all| cookies){1,2}|accept|reject"
        r"|alle (?:cookies )?akzeptieren|tout (?:accepter|refuser)|aceptar (?:todo|todas|cookies)"
    ),
    "notice": (
        r"(?:privacy|cookie) (?:policy|notice|settings)"
        r"|terms (?:of (?:use|service)|and conditions).*"
        r"|for immediate release|check against delivery"
        r"|(?:the )?(?:views|opinions)(?: and opinions)? expressed\b.*"
        r"|(?:diese|die hier geäußerten) (?:meinung|ansichten).*(?:autors?|verfasser).*"
        r"|les (?:opinions|propos) exprimé\w+ .*auteur.*|las opiniones (?:expresadas|vertidas) .*"
        r"|мнение (?:автора|редакции) .*"
        r"|impressum|datenschutz(?:erklärung)?|nutzungsbedingungen|agb|mentions légales"
        r"|politique de confidentialité|gestion des cookies|conditions générales.*|aviso legal"
        r"|política de (?:privacidad|privacidade|cookies)|note legali|пользовательское соглашение"
        r"|политика конфиденциальности|개인정보 ?처리방침|이용약관|隐私(?:政策|声明)|プライバシー.*"
        r"|we earn a commission\b.*|.{0,60}affiliate (?:links?|commission).*|our standards ?: .*"
        r"|(?:this|the following) is an? [\w -]{0,20}transcript\b.*"
        r"|(?:this is )?an? (?:rush|rough|unedited|automated|machine|lightly edited) transcript\b.*"
        r"|(?:this|the) (?:interview|conversation|discussion|transcript)\b.{0,60}"
        r"\b(?:edited|condensed|abridged|shortened|transcribed)\b.*"
        r"|das (?:gespräch|interview) führten? .*\.|propos recueillis par .*\."
        r"|(?:correction|clarification|editor.?s.? note|berichtigung|anm(?:erkung|\.) der redaktion"
        r"|note de la rédaction|ndlr|nota del editor)s?(?:[ ,(].{0,30})?\)? ?: .*"
        r"|a version of this (?:article|story|piece|essay)\b.*|disclosure(?: statement)?"
        r"|.{3,80} (?:does|do) not work for, consult\b.*"
        r"|(?:an earlier|a previous) version of this (?:article|story|report|piece|post)\b.*"
        r"|this (?:article|story|post)\b.{0,40}\b(?:was|has been)"
        r" (?:(?:last )?updated|amended|corrected|(?:originally|first) published)\b.*"
        r"|dieser (?:artikel|text|beitrag)\b.{0,60}\b(?:aktualisiert|korrigiert|veröffentlicht)\b.*"
        r"|cet article a été (?:mis à jour|modifié|corrigé|publié)\b.*"
        r"|we(?:.ll| will|.re| are) (?:be )?(?:wrapping up|closing|ending|pausing) (?:this|the|our)"
        r" (?:live )?(?:blog|coverage)\b.*"
    ),
    "contact": (
        r"(?:(?:press|media)(?: and \w+)? )?(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)) ?: ?.*"
        r"|(?:pressekontakt|kontakt|contact presse|contacto(?: de prensa)?|контакты) ?: ?.*"
        r"|for (?:more|further) information,? .*(?:contact|visit|call|see)\b.*"
        r"|(?:tel|phone|telefon|fax|e-?mail)\.? ?: ?[\w@+(][\w@+() ./-]*"
        r"|[\w.+-]+@[\w-]+\.[\w.-]+|https?://\S+"
    ),
    "navigation": (
        r"from wikipedia, the free encyclopedia|jump to (?:navigation|search|content)"
        r"|zum (?:haupt)?inhalt springen|aller au contenu(?: principal)?|(?:saltar|ir) al contenido"
        r"|vai al contenuto|перейти к содержанию|skip advertisement|supported by"
        r"|this article is more than .{1,20} old"
        r"|home|menu|search|navigation|skip to (?:main )?(?:content|navigation)|contact(?: us)?"
        rf"|(?:back to )?top|about us|startseite|accueil|inicio|главная|首页|首頁|홈"
        rf"|{_NAME}(?: *[>»›|→] *{_NAME})+|previous|next|back|close|zurück|weiter"
        r"|(?:tags?|topics?|keywords|labels|schlagwörter|mots.clés|etiquetas|теги)\s?:.*"
        r"|(?:filed|posted|published) (?:under|in):?.*|categor(?:y|ies):.*|edit|reply|report"
        r"|(?:show|load|view|see|learn|read) (?:more|less|all)|click here.*|loading.*|more"
    ),
    "reading time": (
        r"(?:(?:estimated )?reading time:? )?\d+ ?-?min(?:ute)?s?(?: (?:read|to read|reading))?\.?"
        r"|(?:temps de )?lecture ?:? ?\d+ ?min(?:utes?)?\.?|lesezeit:? .{0,20}"
        r"|(?:tiempo de )?lectura:? \d+ ?min.*|\d+ min(?:uti)? di lettura|время чтения:? .{0,20}"
        r"|\d+ мин(?:ут\w?)?\.?(?: чтения)?|읽는 시간:? .{0,20}|\d+분 읽기|阅读时间.{0,20}"
    ),
    "caption": (
        r"(?:photo|image|picture|slide|foto|bild) \d+ (?:of|/|von) \d+"
        r"|(?:photo|image|picture|video|graphic|illustration|foto|bild|crédits?|фото|사진|图片)"
        r"(?: credit| by| courtesy| source)?s? ?[:/].*"
        r"|.{0,160}(?:getty images|shutterstock|unsplash|istock|alamy)\)?\.?"
        r"|.{0,160}\([^()]{0,40}/(?:afp|ap|reuters|dpa|epa|getty|tass|xinhua|efe|ansa)[^()]{0,20}\)"
        r"|(?:©|photo:|\() ?(?:afp|ap|reuters|dpa|epa)\b.{0,40}"
        r"|(?:figure|fig\.|table|chart|graph|map|exhibit|abbildung|abb\.|tabelle|grafik|karte|figura"
        r"|gráfico|tabla|graphique|tableau|carte|рис(?:унок|\.)|таблица|диаграмма|그림|표|图|表)"
        r" ?\d+(?:\.\d+)*(?: ?[:.–—|-] ?.{0,200}|)"
        r"|(?:data )?sources? ?: .{0,160}|quellen? ?: .{0,160}|source ?: .{0,160}"
        r"|fuentes? ?: .{0,160}|fonte ?: .{0,160}|источник ?: .{0,160}|출처 ?: .{0,160}"
        r"|enlarge(?: this)? image.*|(?:click|tap) to enlarge.*|(?:hide|show|toggle) caption"
    ),
    "contents": (r".{2,120}?(?: ?\.){3,} ?\d{1,4}|.{2,120}?…{2,} ?\d{1,4}|.{2,120}?_{4,} ?\d{1,4}"),
    "page number": (r"(?:page |seite |стр\. ?|p\. ?)?\d{1,4}(?: ?(?:of|/|von|de|из) ?\d{1,4})?"),
    "time": (
        r"(?:(?:last )?updated|posted|published) at \d{1,2}[:.]\d{2}.{0,20}|"
        r"(?:at )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?(?:[ap]\.?m\.?|uhr|cet|gmt|utc|est|bst))?"
        r"|\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago|vor \d+ (?:minuten?|stunden?)"
        r"|il y a \d+ (?:minutes?|heures?)|hace \d+ (?:minutos?|horas?)|\d+ (?:минут|час)\w* назад"
    ),
    "stage direction": (
        r"[(\[](?:applause|laughter|laughs|cheers|music|pause|silence|inaudible|crosstalk|interruption"
        r"|beifall|heiterkeit|lachen|zuruf.*|applaudissements|rires|aplausos|risas|applausi"
        r"|аплодисменты|смех|박수|掌声|拍手)[.!]?[)\]]"
    ),
    "mail header": (
        r"(?:from|to|cc|bcc|sent|date|reply-to|von|an|gesendet|datum|de|à|envoyé|от|кому|дата)"
        r" ?: .*[@<].*"
        r"|(?:sent|date|gesendet|datum|envoyé) ?: (?:mon|tue|wed|thu|fri|sat|sun)\w*,? .*"
    ),
}


@cache
def line_patterns() -> Mapping[str, re.Pattern[str]]:
    """By the reason to drop a line that reads so as a whole. They are made for the first import."""
    return {
        reason: re.compile(rf"[-–—=*•_#>\s]*(?:{words})[-–—=*•_:!>»›\s]*", re.IGNORECASE)
        for reason, words in _BOILERPLATE.items()
    }


_IN_UKRAINIAN = (
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
)
MONTHS: Mapping[str, int] = dict(zip(_IN_UKRAINIAN.split(), range(1, 13), strict=True)) | {
    word: number
    for number, words in enumerate(
        (
            "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari января",
            "february feb februar février févr fév febrero febbraio fevereiro fev februari февраля",
            "march mar märz mrz mars marzo março maart марта",
            "april apr avril avr abril abr aprile апреля",
            "may mai mayo maggio maio mei мая",
            "june jun juni juin junio giugno junho июня",
            "july jul juli juillet juil julio luglio julho июля",
            "august aug août agosto ago augustus августа",
            "september sep sept septembre septiembre settembre setembro сентября",
            "october oct okt oktober octobre octubre ottobre outubro октября",
            "november nov novembre noviembre novembro ноября",
            "december dec dez dezember décembre déc diciembre dic dicembre dezembro декабря",
        ),
        1,
    )
    for word in words.split()
}

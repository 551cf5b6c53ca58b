"""What pages that are no articles say of themselves: tables for `page_kind`, nothing else.

Titles are matched whole, sentences from their beginning, both in lower case. English first; German, French, Spanish,
Italian, Portuguese, Dutch, Polish, Russian and Japanese have the basics.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


BOT_CHECK_TITLES = _any(
    r"just a moment|one moment,? please|please wait(?: a moment)?|attention required!?|access (?:to this page has"
    r" been )?denied",
    r"(?:security|browser|robot|bot|human) (?:check|verification|challenge)|checking your browser|are you (?:a"
    r" )?(?:robot|human)",
    r"pardon our interruption|ddos[- ]guard|ddos protection by .*|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|captcha",
    r"human verification|request (?:blocked|rejected)|you have been blocked|bloomberg - are you a robot",
    r"einen moment(?:,? bitte)?|un instant|un momento|um momento|один момент|проверка браузера|しばらくお待ちください",
)
BOT_CHECK = _any(
    r"checking (?:if|whether) the site connection is secure",
    r"(?:please wait while we (?:are )?)?check(?:ing)? your browser(?: before accessing|\.\.\.|…)?",
    r"(?:please )?(?:verify|confirm|prove) (?:that )?you(?: are|['’]re) (?:a )?(?:human|not a (?:ro)?bot)",
    r"verify(?:ing)? you are human|enable javascript and cookies to continue|press (?:&|and) hold to confirm",
    r".{0,80}unusual (?:traffic|activity) from your (?:computer )?network",
    r"(?:please )?complete the (?:captcha|security check|action below)",
    r"(?:to continue, )?please click the box below to let us know you(?: are|['’]re) not a robot",
    r"as you were browsing something about your browser made us think you (?:were|might be) a bot",
    r"this (?:process is automatic|website is using a security service to protect itself)",
    r"(?:sorry, )?you have been blocked|your (?:request|access|ip(?: address)?) (?:has been|was|is) (?:temporarily"
    r" )?blocked",
    r"you don['’]t have permission to access .{1,120} on this server|.{1,80} needs to review the security of your"
    r" connection",
    r"ihr browser wird überprüft|bitte bestätigen sie, dass sie (?:ein mensch|kein roboter) sind",
    r"vérifi(?:ez|cation) que vous (?:êtes|n['’]êtes) (?:pas un robot|humain)|verifi(?:que|ca) que (?:no )?eres"
    r" (?:humano|un robot)",
    r"(?:подтвердите|докажите), что (?:вы не робот|запросы отправляли вы)",
)
ERROR_TITLES = _any(
    r"(?:http |error |erreur |fehler |błąd |ошибка |oops[!.,:]* ?)?(?:40[0134]|410|429|451|50[0234])"
    r"(?:[\s:.,|–—-]+(?:error|not found|page not found|forbidden|unauthori[sz]ed|gone|bad (?:request|gateway)|page"
    r"|(?:internal )?server error|service (?:temporarily )?unavailable|too many requests|gateway time-?out|file not"
    r" found"
    r"|(?:that|this) page (?:can['’]t|could not|cannot) be found))*",
    r"(?:oops[!.,:]* |sorry[!.,:]* |error[!.,:]* )?(?:(?:the |this |that )?(?:page|article|story|file|content)"
    r" (?:you (?:requested"
    r"|are looking for) )?(?:(?:was |is |could |can )?(?:not|n['’]t)|can(?:['’]t|not))(?: be)? (?:found|available))",
    r"(?:nothing|not) found|internal server error|service (?:temporarily )?unavailable|bad gateway|something went wrong"
    r"|forbidden|gateway time-?out|an error (?:has )?occurred|we(?:['’]re| are) sorry|oops[!.]*|page (?:missing"
    r"|unavailable)",
    r"(?:die |diese )?seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina"
    r" non trovata",
    r"página não encontrada|pagina niet gevonden|(?:nie znaleziono strony|strona nie istnieje)|страница не найдена",
    r"ページが見つかりません(?:でした)?|页面不存在|页面未找到|لم يتم العثور على الصفحة|الصفحة غير موجودة",
)
ERROR = _any(
    r"(?:oops|sorry|whoops|uh[- ]oh)[!.,:…]* .{0,60}\b(?:page|url|link|article|content|address)\b.{0,80}\b(?:find"
    r"|found|exist|exists"
    r"|moved|gone|removed|missing|available|broken|deleted)\b",
    r"(?:the|this|that) (?:requested )?(?:page|url|link|article|content|address|resource)\b.{0,80}\b(?:(?:not"
    r"|n['’]t) (?:be )?(?:found"
    r"|exist|available|on this server)|no longer (?:exists|available|here)|(?:has been|was|may have been|might have"
    r" been) (?:moved"
    r"|removed|deleted))\b",
    r"(?:we|you) (?:can['’]t|cannot|could ?n['’]t|could not|were unable to) (?:seem to )?find (?:the|that|this|a)"
    r" (?:page|article|story)",
    r"(?:an? )?(?:unexpected |internal |server )?error (?:has )?occurred|something went wrong|(?:please )?try again"
    r" later",
    r"the (?:web)?server (?:encountered|returned|is (?:temporarily )?unable|cannot process)|service unavailable",
    r"(?:go )?back to (?:the )?home ?page|return to (?:the )?home ?page|(?:check|retype) the (?:url|address|spelling)",
    r"die (?:angeforderte |gewünschte )?seite .{0,60}(?:nicht (?:gefunden|mehr)|existiert nicht)|la page (?:que vous"
    r"|demandée).{0,80}",
    r"la página (?:que|solicitada).{0,80}|запрашиваемая страница.{0,80}|(?:такой|этой) страницы.{0,80}",
)
CONSENT_TITLES = _any(
    r"before you continue(?: to .{1,40})?|we (?:value|respect|care about) your privacy|your privacy(?: (?:choices"
    r"|matters))?",
    r"(?:cookie|privacy|consent)[- ](?:consent|settings|preferences|notice|choices)|cookies?|we use cookies|consent",
    r".{0,40}\bis part of the .{1,40} family of brands|.{0,40}\bfait partie de la famille de marques .{0,40}",
    r"ihre (?:privatsphäre|datenschutz-?einstellungen).{0,40}|(?:datenschutz|cookie)[- ]?einstellungen|zustimmung"
    r"|bevor sie fortfahren|avant de continuer|antes de continuar|prima di continuare|gestion des cookies",
)
# A sentence that speaks to the reader ...
TO_READER = re.compile(
    r"\b(?:we|our|us|you|your|wir|unsere?[mnrs]?|uns|sie|ihre?[mnrs]?|nous|nos|notre|vous|vos|votre|nuestr[oa]s?"
    r"|usted|su|tus?"
    r"|nostr[aeio]|noi|tuo|tua|nossos?|nós|você|seus?|мы|наши|вы|ваш[аеиу]?|wij|onze|uw)\b",
    re.IGNORECASE,
)
# ... about what it is asked to agree to.
ABOUT_CONSENT = re.compile(
    r"\b(?:cookies?|consent|privacy|personal (?:data|information)|personali[sz]ed ads|(?:advertising|third[- ]party)"
    r" partners"
    r"|partners (?:store|process|use)|(?:accept|reject|agree to|manage|refuse) (?:all|cookies|choices|settings)|data"
    r" protection"
    r"|einwilligung|zustimm\w+|datenschutz\w*|personenbezogene\w*|consentement|données|vie privée|consentimiento"
    r"|privacidad"
    r"|datos personales|consenso|dati personali|dados pessoais|consentimento|toestemming|persoonsgegevens|согласи\w+"
    r"|персональны\w+)\b",
    re.IGNORECASE,
)
LOG_IN_TITLES = _any(
    r"(?:please )?(?:log|sign)[- ]?in(?: (?:to|with|or) .{1,60}| required)?|login|(?:member|subscriber|user|account)"
    r" log[- ]?in",
    r"create (?:an|your) (?:free )?account|register(?: (?:now|for free))?|welcome back",
    r"anmelden|anmeldung|einloggen|se connecter|connexion|identifiez-vous|iniciar sesión|accedi|entrar|inloggen|вход"
    r"|войти|登录|ログイン",
)
LOG_IN = _any(
    r"(?:please |you (?:must|need to|have to) (?:be )?)?(?:log(?:ged)?|sign(?:ed)?)[- ]?in\b.{0,60}(?:to|before)"
    r" (?:continue|view|read"
    r"|see|access|your)\b",
    r"(?:you (?:must|need to|have to) be (?:logged|signed) in|this (?:page|content) is (?:only )?(?:available"
    r" )?(?:to|for)"
    r" (?:registered|logged[- ]in) (?:users|members|readers))\b",
    r"(?:forgot|forgotten|lost)(?: your)? password|(?:don['’]t|do not) have an account|(?:not|already) (?:a member"
    r"|registered|have an)",
    r"(?:e-?mail(?: address)?|user ?name|password|remember me|keep me (?:logged|signed) in|sign up|register|create"
    r" an account)",
    r"(?:continue|log in|sign in) with (?:google|facebook|apple|e-?mail)",
    r"bitte (?:melden sie sich an|loggen sie sich ein)|passwort vergessen|mot de passe oublié|(?:inicia|inicie)"
    r" sesión\b.{0,60}",
)
PAYWALL = _any(
    r"(?:to (?:continue|keep) reading|continue reading|to read (?:the (?:full|rest of)|this|more)).{0,60}"
    r"\b(?:subscri\w+|sign|log|register|account|trial)\b",
    r"(?:subscribe|sign up|register|log ?in|sign in|become a (?:member|subscriber))\b.{0,50}\b(?:to|and) (?:continue"
    r"|keep|read|unlock"
    r"|get (?:full|unlimited) access|access)\b.{0,80}",
    r"(?:this|the (?:full|rest of (?:the|this)|remainder of (?:the|this)))? ?(?:article|content|story|page|post) is"
    r" (?:only |exclusively"
    r" |available |reserved )*(?:for|to) (?:our )?(?:paying |premium |digital )?(?:subscribers|members)\b.{0,80}",
    r"(?:already|not) a subscriber|you(?:['’]ve| have) (?:reached|used|read) (?:your|all|the) .{0,40}\b(?:free"
    r"|limit)\b.{0,60}",
    r"subscribers? only|for subscribers(?: only)?|premium (?:article|content)|unlock (?:this|the full) (?:article"
    r"|story)\b.{0,60}",
    r"(?:get|enjoy) (?:full|unlimited)(?: digital)? access\b.{0,60}",
    r"(?:dieser|den (?:ganzen|vollständigen)|weiterlesen mit).{0,40}\b(?:abo|abonnenten|abonnement"
    r"|registrier\w+)\b.{0,60}",
    r"(?:cet article est réservé|la suite (?:est|de cet article).{0,20}réservée?|il vous reste .{0,20}% de cet"
    r" article)\b.{0,80}",
    r"(?:contenido|artículo) (?:exclusivo|solo) para suscriptores|(?:contenuto|articolo) riservato agli abbonati",
    r"conteúdo exclusivo para assinantes|(?:материал|статья) доступ\w+ (?:только )?(?:по подписке|подписчикам)",
)
NEEDS_SCRIPT = _any(
    r".{0,80}\b(?:enable|turn on|requires?|activate|needs?)\b.{0,20}\bjava ?script\b.{0,80}",
    r".{0,60}\bjava ?script (?:is|has been|seems to be) (?:disabled|not enabled|required|turned off)\b.{0,80}",
    r".{0,60}(?:javascript aktivieren|activer javascript|activ[ae] javascript|habilit[ae]r? (?:o )?javascript"
    r"|включите javascript).{0,60}",
    r"loading(?:\.{3}|…)?|please wait(?:\.{3}|…)?",
)
